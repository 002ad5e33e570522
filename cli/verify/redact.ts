import { shapeOf } from './shape';
import { readName, type Compared } from './compare';

/** Field names of Atlassian's documents that the emulator's own answers lack. A name that is neither here nor there is not written. */
const documentedNames = `
  accountId accountType active avatarUrls displayName emailAddress self timeZone locale groups applicationRoles expand key name id
  values results issues total startAt maxResults isLast nextPage nextPageToken fields summary status statusCategory description type
  assignee reporter creator created updated labels priority resolution project issuetype issueType components versions fixVersions
  comment comments worklog worklogs changelog histories items transitions watchers watchCount votes hasVoted isWatching attachment
  subtasks parent issuelinks timetracking aggregatetimespent customfield schema custom customId system clauseNames navigable orderable
  searchable colorName iconUrl entityId hierarchyLevel scope style simplified isPrivate projectTypeKey uuid insight archived lead url
  baseUrl version versionNumbers deploymentType buildNumber buildDate serverTime scmInfo serverTitle defaultLocale cursor links base next
  _links _expandable webui tinyui editui edituiv2 title spaceId homepageId parentId parentType position ownerId lastOwnerId authorId
  createdAt body number message minorEdit icon currentActiveAlias size limit start content excerpt lastModified friendlyLastModified
  entityType resultGlobalContainer breadcrumbs space profilePicture path width height isDefault publicName email timeSpent started
  warningMessages errorMessages errors code detail statusText permissions havePermission owner viewUrl searchUrl jql favourite isFavourite
  sharePermissions editPermissions subscriptions isActive goal state originBoardId startDate endDate completeDate count isAccurate
  header html selected color avatarId subtask untranslatedName inward outward object application relationship globalId
`
  .trim()
  .split(/\s+/);

export interface Redacted {
  format: 'points-gauge verify 1';
  reads: {
    read: string;
    status: number | null;
    expectedStatus: number | null;
    /** Safe values by header; `null` where a value is kept back. */
    headers: Record<string, string | null>;
    /** Types by path, with names of published fields alone. */
    fields: Record<string, string>;
    findings: { what: string; expected: string; found: string }[];
  }[];
}

/**
 * What can be sent to strangers: structure, statuses, headers of limits. No value of a body is in it, and no name of a field
 * that nobody published: names of projects, roles or people are field names in some answers.
 */
export function redacted(compared: readonly Compared[]): Redacted {
  const names = new Set(documentedNames);
  for (const { expectedBody } of compared)
    for (const path of shapeOf(expectedBody).keys()) for (const name of namesIn(path)) names.add(name);
  return {
    format: 'points-gauge verify 1',
    reads: compared.map(({ read, status, expectedStatus, headers, body, findings }) => ({
      read: readName(read),
      status,
      expectedStatus,
      headers: headers?.values ?? {},
      fields: fieldsOf(body, names),
      findings: findings.map(({ what, expected, found }) => ({
        what: withoutNames(what, names),
        expected,
        found,
      })),
    })),
  };
}

function fieldsOf(body: unknown, names: ReadonlySet<string>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [path, types] of shapeOf(body)) {
    const safe = safePath(path, names);
    const known = fields[safe]?.split(' or ') ?? [];
    fields[safe] = [...new Set([...known, ...types])].sort().join(' or ');
  }
  return fields;
}

function withoutNames(what: string, names: ReadonlySet<string>): string {
  return what.startsWith('field ') ? `field ${safePath(what.slice('field '.length), names)}` : what;
}

function safePath(path: string, names: ReadonlySet<string>): string {
  if (path === '(all)') return path;
  return path
    .split('.')
    .map((part) => {
      const [name = '', ...lists] = part.split('[]');
      return (name === '' || names.has(name) ? name : '(unknown)') + '[]'.repeat(lists.length);
    })
    .join('.');
}

function namesIn(path: string): string[] {
  return path.split('.').map((part) => part.replaceAll('[]', ''));
}

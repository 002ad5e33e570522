/** What a call asked for, told by the names of its parameters: never by their values. */

/**
 * Parameters that decide what an answer holds, and so what it may cost. Only names of this list are kept: any other may hold
 * anything, a person's name included. Pages and sizes are none: they do not make another kind of call.
 */
const knownNames = new Set(
  `
  accountId action additive attachment body-format boardId cql depth description description-format draft emailAddress expand failFast fields
  fieldsByKeys filter get-draft get-drafts groupId groupName groupname id ids include include-children include-collaborators
  include-direct-children include-favorited-by-current-user-status include-labels include-likes include-operations
  include-properties include-public-links include-restrictions include-version include-versions includeActive includeInactive jql key keys
  labels name orderBy overrideEditableFlag overrideScreenSecurity owner parent-id permissions prefix projectId projectIdOrKey
  projectKey projectKeys properties propertyKeys purge query reconcileIssues returnIssue sort space-id space-key spaceKey state status
  statusCategory subtype title type typeKey updateHistory username validate validateQuery version
  `
    .trim()
    .split(/\s+/),
);

/** Names of one call: nobody sends more. */
const mostNames = 8;
/** Longer queries are cut here: what follows is a value, or more names than are kept. */
const longestQuery = 8_000;

/** Stands for names that are not known. */
const otherNames = '+';
/** The kind of the kinds that a bounded account has no room for. */
export const manyKinds = '*';

/**
 * The names of the parameters in order, each once, as `expand,fields`; `+` for further ones that are not known. `undefined`
 * where there is none, or where only the page or its size was asked for.
 */
export function kindOf(path: string): string | undefined {
  const start = path.indexOf('?');
  if (start < 0) return undefined;
  const query = path.slice(start + 1, start + longestQuery).split('#', 1)[0] ?? '';
  const names = new Set<string>();
  let isMore = false;
  for (const pair of query.split('&')) {
    const name = pair.split('=', 1)[0] ?? '';
    if (name === '' || pageNames.has(name)) continue;
    if (knownNames.has(name) && names.size < mostNames) names.add(name);
    else if (!names.has(name)) isMore = true;
  }
  if (isMore) names.add(otherNames);
  return names.size === 0 ? undefined : [...names].sort().join(',');
}

/** Whether a text can be a kind: nothing else is stored, or read from storage. */
export function isKind(text: string): boolean {
  if (text === manyKinds) return true;
  const names = text.split(',');
  return names.length <= mostNames + 1 && names.every((name) => name === otherNames || knownNames.has(name));
}

const pageNames = new Set([
  'startAt',
  'start',
  'cursor',
  'nextPageToken',
  'maxResults',
  'limit',
  'page',
  'pageSize',
]);

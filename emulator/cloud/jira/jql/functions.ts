/** The functions of JQL that give values; those of time are in the query core. */
import type { FunctionValue } from '../../query/field-table';
import { timeFunctionNames } from '../../query/time-functions';
import type { Site } from '../../world/site';
import type { Viewer } from '../../world/viewer';
import { issueTypes } from '../catalogue';

/** What real Jira also has: refused by name, so that nothing is found by guessing. */
const known =
  'openSprints closedSprints futureSprints updatedBy watchedIssues votedIssues linkedIssues issueHistory releasedVersions ' +
  'latestReleasedVersion unreleasedVersions earliestUnreleasedVersion projectsLeadByUser projectsWhereUserHasPermission ' +
  'projectsWhereUserHasRole componentsLeadByUser currentLogin lastLogin cascadeOption parentEpic childIssuesOf approved ' +
  'approver breached completed elapsed everbreached myApproval myPending paused pending pendingBy remaining running ' +
  'withinCalendarHours organizationMembers choiceOption aliasesOf team membersOfTeam inactiveUsers';
const knownNames = new Set(known.toLowerCase().split(' '));

export const evaluatedFunctions = [
  ...timeFunctionNames,
  'currentUser',
  'membersOf',
  'standardIssueTypes',
  'subTaskIssueTypes',
] as const;

function literals(values: readonly string[], isList: boolean): FunctionValue {
  return { kind: 'literals', literals: values.map((text) => ({ text, quoted: true })), isList };
}

export function callFunction(
  site: Site,
  viewer: Viewer,
  name: string,
  args: readonly string[],
): FunctionValue | null {
  switch (name.toLowerCase()) {
    case 'currentuser': {
      const own = viewer.kind === 'person' ? site.people.at(viewer.index)?.accountId : undefined;
      return literals(own === undefined ? [] : [own], false);
    }
    case 'membersof': {
      const [wanted = ''] = args;
      const group = site.people.groups.find(
        (one) => one.name.toLowerCase() === wanted.toLowerCase() || one.groupId === wanted,
      );
      if (group === undefined) {
        const message = `Function 'membersOf' can not generate a list of usernames for group '${wanted}'; the group does not exist.`;
        return { kind: 'refused', message };
      }
      return literals(
        group.members.flatMap((index) => site.people.at(index)?.accountId ?? []),
        true,
      );
    }
    case 'standardissuetypes':
      return literals(
        issueTypes.filter(({ subtask }) => !subtask).map((type) => type.name),
        true,
      );
    case 'subtaskissuetypes':
      return literals(
        issueTypes.filter(({ subtask }) => subtask).map((type) => type.name),
        true,
      );
    default:
      return knownNames.has(name.toLowerCase()) ? { kind: 'known' } : null;
  }
}

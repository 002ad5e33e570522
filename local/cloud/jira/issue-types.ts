/** Which types of issue a project has. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { withProject } from './projects';

const types = ['Task', 'Story', 'Bug'] as const;

export function issueTypeJson(roll: number): Record<string, unknown> {
  const n = roll % types.length;
  return { id: String(10_001 + n), name: types[n], subtask: false, hierarchyLevel: 0 };
}

/** Types one may not begin with come first, as in a real project: a caller that takes the first is caught. */
const all = [
  { id: '10000', name: 'Epic', subtask: false, hierarchyLevel: 1 },
  { id: '10004', name: 'Sub-task', subtask: true, hierarchyLevel: -1 },
  ...types.map((_, n) => issueTypeJson(n)),
];

function creatableTypes(call: Call): Reply {
  return withProject(call, () => {
    const { values, startAt, maxResults, total } = pageOf(call.query, all, 50);
    return reply(200, { startAt, maxResults, total, issueTypes: values }, { core: values.length });
  });
}

export const issueTypeEndpoints: readonly CloudEndpoint[] = [
  {
    product: 'jira',
    method: 'GET',
    template: '/rest/api/3/issue/createmeta/{}/issuetypes',
    handle: creatableTypes,
  },
];

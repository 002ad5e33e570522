/**
 * One call of each endpoint of the emulated Jira, in an order in which each finds what it needs, with the points that the
 * published rule has for it: a write 1; a read 1, 1 for each object, 2 for each user, group, role or permission.
 */

export interface Step {
  method: string;
  /** Below the site, version 3; `{name}` stands for what an earlier step remembered. */
  path: string;
  template: string;
  points: number;
  status: number;
  json?: unknown;
  /** Sent as a file of a form. */
  file?: string;
  as?: 'app';
  remember?: (body: never) => Record<string, unknown>;
}

interface More extends Partial<Pick<Step, 'json' | 'file' | 'as' | 'status' | 'remember'>> {
  /** Where the last part of the path is no value but the template's own. */
  template?: string;
}

function step(method: string, path: string, points: number, more: More = {}): Step {
  const [bare = ''] = path.split('?');
  const template = bare.replace(
    /\{\w+\}|(?<=\/(?:board|status|priority)\/)1(?=\/|$)|(?<=\/)(WEB-\d+|WEB|10000|10001|10002|p)(?=\/|$)/g,
    '{}',
  );
  const status = method === 'DELETE' || method === 'PUT' ? 204 : 200;
  return { method, path, template, points, status, ...more };
}

const api = '/rest/api/3';
const issue = `${api}/issue/WEB-1`;
const agile = '/rest/agile/1.0';
const words = {
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Words' }] }],
};
const fields = { project: { key: 'WEB' }, summary: 'New', issuetype: { name: 'Task' } };

/** For a site of 4 projects of 20 issues with 3 versions each, 3 groups and 20 users, asked by its administrator. */
export const steps: readonly Step[] = [
  // Issues
  step('POST', `${api}/issue`, 1, {
    json: { fields },
    status: 201,
    remember: ({ key }: { key: string }) => ({ made: key }),
  }),
  step('POST', `${api}/issue/bulk`, 1, { json: { issueUpdates: [{ fields }, { fields }] }, status: 201 }),
  step('GET', issue, 2),
  step('PUT', issue, 1, { json: { fields: { labels: ['one'] } } }),
  step('PUT', `${issue}/assignee`, 1, { json: { accountId: 'member-1' } }),
  step('GET', `${issue}/changelog?startAt=0&maxResults=1`, 2),
  step('POST', `${issue}/changelog/list`, 1, { json: { changelogIds: [] } }),
  step('POST', `${api}/changelog/bulkfetch`, 19, { json: { issueIdsOrKeys: ['WEB-1'] } }),
  step('GET', `${issue}/transitions`, 5),
  step('POST', `${issue}/transitions`, 1, { json: { transition: { id: '31' } }, status: 204 }),
  step('GET', `${issue}/editmeta`, 21),
  step('GET', `${api}/issue/createmeta?projectKeys=WEB`, 2, { template: `${api}/issue/createmeta` }),
  step('GET', `${api}/issue/createmeta/WEB/issuetypes`, 6),
  step('GET', `${api}/issue/createmeta/WEB/issuetypes/10001`, 22),
  step('POST', `${api}/issue/bulkfetch`, 3, { json: { issueIdsOrKeys: ['WEB-1', 'WEB-2'] } }),
  // What hangs on them
  step('POST', `${issue}/comment`, 1, {
    json: { body: words },
    status: 201,
    remember: ({ id }: { id: string }) => ({ comment: id }),
  }),
  step('GET', `${issue}/comment?maxResults=1`, 2),
  step('GET', `${issue}/comment/{comment}`, 2),
  step('PUT', `${issue}/comment/{comment}`, 1, { json: { body: words }, status: 200 }),
  step('POST', `${api}/comment/list`, 1, { json: { ids: [1] } }),
  step('PUT', `${api}/comment/{comment}/properties/p`, 1, { json: { a: 1 }, status: 201 }),
  step('GET', `${api}/comment/{comment}/properties`, 2),
  step('GET', `${api}/comment/{comment}/properties/p`, 2),
  step('DELETE', `${api}/comment/{comment}/properties/p`, 1),
  step('DELETE', `${issue}/comment/{comment}`, 1),
  step('POST', `${issue}/worklog`, 1, {
    json: { timeSpent: '1h' },
    status: 201,
    remember: ({ id }: { id: string }) => ({ worklog: id }),
  }),
  step('GET', `${issue}/worklog`, 2),
  step('GET', `${issue}/worklog/{worklog}`, 2),
  step('PUT', `${issue}/worklog/{worklog}`, 1, { json: { timeSpent: '2h' }, status: 200 }),
  step('PUT', `${issue}/worklog/{worklog}/properties/p`, 1, { json: { a: 1 }, status: 201 }),
  step('GET', `${issue}/worklog/{worklog}/properties`, 2),
  step('GET', `${issue}/worklog/{worklog}/properties/p`, 2),
  step('DELETE', `${issue}/worklog/{worklog}/properties/p`, 1),
  step('GET', `${api}/worklog/updated?since=0`, 1),
  step('POST', `${api}/worklog/list`, 2, { json: { ids: ['{worklog}'] } }),
  step('DELETE', `${issue}/worklog/{worklog}`, 1),
  step('GET', `${api}/worklog/deleted?since=0`, 1),
  step('POST', `${issue}/attachments`, 1, {
    file: 'a text',
    remember: ([one]: { id: string }[]) => ({ file: one?.id }),
  }),
  step('GET', `${api}/attachment/meta`, 2),
  step('GET', `${api}/attachment/{file}`, 2),
  step('GET', `${api}/attachment/content/{file}`, 2),
  step('GET', `/secure/attachment/{file}/{file}`, 2),
  step('GET', `${api}/attachment/thumbnail/{file}`, 1, { status: 404 }),
  step('DELETE', `${api}/attachment/{file}`, 1),
  step('GET', `${api}/issueLinkType`, 5),
  step('GET', `${api}/issueLinkType/10000`, 2),
  step('POST', `${api}/issueLink`, 1, {
    json: { type: { name: 'Blocks' }, inwardIssue: { key: 'WEB-1' }, outwardIssue: { key: 'WEB-2' } },
    status: 201,
  }),
  step('GET', `${issue}?fields=issuelinks`, 2, {
    remember: (body: { fields: { issuelinks: { id: string }[] } }) => ({
      link: body.fields.issuelinks[0]?.id,
    }),
  }),
  step('GET', `${api}/issueLink/{link}`, 2),
  step('DELETE', `${api}/issueLink/{link}`, 1),
  step('POST', `${issue}/remotelink`, 1, {
    json: { object: { url: '{url}/page', title: 'Elsewhere' } },
    status: 201,
    remember: ({ id }: { id: number }) => ({ remote: id }),
  }),
  step('GET', `${issue}/remotelink`, 2),
  step('GET', `${issue}/remotelink/{remote}`, 2),
  step('PUT', `${issue}/remotelink/{remote}`, 1, { json: { object: { url: '{url}/page', title: 'There' } } }),
  step('DELETE', `${issue}/remotelink/{remote}`, 1),
  ...['/rest/api/3/issue/WEB-1', '/rest/api/3/project/WEB', '/rest/api/3/user'].flatMap((owner) => [
    step('PUT', `${owner}/properties/p`, 1, { json: { a: 1 }, status: 201 }),
    step('GET', `${owner}/properties`, 2),
    step('GET', `${owner}/properties/p`, 2),
    step('DELETE', `${owner}/properties/p`, 1),
  ]),
  ...['/rest/atlassian-connect/1/addons/{made}', '/rest/forge/1/app'].flatMap((owner) => [
    step('PUT', `${owner}/properties/p`, 1, { json: { a: 1 }, status: 201, as: 'app' }),
    step('GET', `${owner}/properties`, 2, { as: 'app' }),
    step('GET', `${owner}/properties/p`, 2, { as: 'app' }),
    step('DELETE', `${owner}/properties/p`, 1, { as: 'app' }),
  ]),
  step('POST', `${issue}/watchers`, 1, { json: 'member-1', status: 204 }),
  step('GET', `${issue}/watchers`, 3),
  step('POST', `${api}/issue/watching`, 2, { json: { issueIds: ['1000001'] } }),
  step('DELETE', `${issue}/watchers?accountId=member-1`, 1),
  step('POST', `${issue}/votes`, 1, { status: 204 }),
  step('GET', `${issue}/votes`, 3),
  step('DELETE', `${issue}/votes`, 1),
  // Searching
  step('GET', `${api}/search/jql?jql=project%20%3D%20WEB&maxResults=5`, 6),
  step('POST', `${api}/search/jql`, 6, { json: { jql: 'project = WEB', maxResults: 5 } }),
  step('POST', `${api}/search/approximate-count`, 1, { json: { jql: 'project = WEB' } }),
  step('GET', `${api}/search?jql=project%20%3D%20WEB`, 1, { status: 410 }),
  step('POST', `${api}/search`, 1, { json: { jql: 'project = WEB' }, status: 410 }),
  step('POST', `${api}/jql/parse`, 3, { json: { queries: ['project = WEB', 'nonsense'] } }),
  step('POST', `${api}/jql/match`, 2, { json: { jqls: ['project = WEB'], issueIds: [1_000_001] } }),
  step('GET', `${api}/jql/autocompletedata`, 36),
  step('POST', `${api}/jql/autocompletedata`, 36, { json: {} }),
  step('GET', `${api}/jql/autocompletedata/suggestions?fieldName=status`, 5),
  step('POST', `${api}/filter`, 1, {
    json: { name: 'Mine', jql: 'project = WEB', favourite: true },
    remember: ({ id }: { id: string }) => ({ filter: id }),
  }),
  step('GET', `${api}/filter/{filter}`, 2),
  step('PUT', `${api}/filter/{filter}`, 1, { json: { name: 'Ours' }, status: 200 }),
  step('GET', `${api}/filter/search`, 2),
  step('GET', `${api}/filter/my`, 2),
  step('GET', `${api}/filter/favourite`, 2),
  step('PUT', `${api}/filter/{filter}/favourite`, 1, { status: 200 }),
  step('DELETE', `${api}/filter/{filter}/favourite`, 1, { status: 200 }),
  step('POST', `${api}/filter/{filter}/permission`, 1, {
    json: { type: 'group', groupname: 'release-managers' },
    status: 201,
    remember: (all: { id: number }[]) => ({ share: all[0]?.id }),
  }),
  step('GET', `${api}/filter/{filter}/permission`, 3),
  step('GET', `${api}/filter/{filter}/permission/{share}`, 3),
  step('DELETE', `${api}/filter/{filter}/permission/{share}`, 1),
  step('DELETE', `${api}/filter/{filter}`, 1),
  // Projects
  step('GET', `${api}/project/search`, 5),
  step('GET', `${api}/project`, 5),
  step('GET', `${api}/project/type`, 2),
  step('GET', `${api}/project/WEB`, 2),
  step('GET', `${api}/project/WEB/statuses`, 6),
  step('GET', `${api}/project/WEB/role`, 5),
  step('GET', `${api}/project/WEB/role/10002`, 3),
  step('GET', `${api}/role`, 5),
  ...[
    ['version', 'versions', 3],
    ['component', 'components', 2],
  ].flatMap(([part, parts, count]) => [
    step('GET', `${api}/project/WEB/${part}`, 1 + Number(count)),
    step('GET', `${api}/project/WEB/${parts}`, 1 + Number(count)),
    step('POST', `${api}/${part}`, 1, {
      json: { name: 'Next', project: 'WEB' },
      status: 201,
      remember: ({ id }: { id: string }) => ({ part: id }),
    }),
    step('GET', `${api}/${part}/{part}`, 2),
    step('PUT', `${api}/${part}/{part}`, 1, { json: { description: 'Later' }, status: 200 }),
    step('DELETE', `${api}/${part}/{part}`, 1),
  ]),
  step('GET', `${api}/version/10000/relatedIssueCounts`, 2, {
    template: `${api}/version/{}/relatedIssueCounts`,
  }),
  step('GET', `${api}/version/10000/unresolvedIssueCount`, 2),
  step('GET', `${api}/component/100/relatedIssueCounts`, 2, {
    template: `${api}/component/{}/relatedIssueCounts`,
  }),
  step('GET', `${api}/projectvalidate/key?key=NEW`, 2),
  step('POST', `${api}/project`, 1, {
    json: { key: 'NEW', name: 'New', leadAccountId: 'member-1', projectTypeKey: 'software' },
    status: 201,
    remember: ({ key }: { key: string }) => ({ project: key }),
  }),
  step('PUT', `${api}/project/{project}`, 1, { json: { description: 'Later' }, status: 200 }),
  step('DELETE', `${api}/project/{project}`, 1),
  step('POST', `${api}/project/{project}/restore`, 1),
  step('DELETE', `${api}/project/{project}`, 1),
  // How the site is set up
  step('GET', `${api}/workflow/search?expand=statuses,transitions`, 3),
  step('GET', `${api}/screens`, 2),
  step('GET', `${api}/screens/1/tabs`, 2, { template: `${api}/screens/{}/tabs` }),
  step('GET', `${api}/screens/1/tabs/10000/fields`, 22, { template: `${api}/screens/{}/tabs/{}/fields` }),
  step('GET', `${api}/screens/1/availableFields`, 18, { template: `${api}/screens/{}/availableFields` }),
  step('GET', `${api}/label`, 3),
  step('GET', `${api}/dashboard`, 2),
  step('GET', `${api}/dashboard/search`, 2),
  step('POST', `${api}/dashboard`, 1, {
    json: { name: 'Ours', sharePermissions: [], editPermissions: [] },
    remember: ({ id }: { id: string }) => ({ dashboard: id }),
  }),
  step('GET', `${api}/dashboard/{dashboard}`, 2),
  step('PUT', `${api}/dashboard/{dashboard}`, 1, {
    json: { name: 'Ours, too', sharePermissions: [], editPermissions: [] },
    status: 200,
  }),
  step('POST', `${api}/dashboard/{dashboard}/copy`, 1, {
    json: { name: 'A copy', sharePermissions: [], editPermissions: [] },
  }),
  step('DELETE', `${api}/dashboard/{dashboard}`, 1),
  step('GET', `${api}/field`, 39),
  step('GET', `${api}/field/search?type=custom`, 9),
  step('POST', `${api}/field`, 1, {
    json: { name: 'Weight', type: 'com.atlassian.jira.plugin.system.customfieldtypes:float' },
    status: 201,
  }),
  ...[
    ['status', 4],
    ['priority', 5],
    ['resolution', 4],
    ['issuetype', 5],
    ['statuscategory', 3],
  ].map(([list, count]) => step('GET', `${api}/${list}`, 1 + Number(count))),
  step('GET', `${api}/status/1`, 2),
  step('GET', `${api}/statuses?id=1&id=2`, 3),
  step('GET', `${api}/statuses/search`, 5),
  step('GET', `${api}/statuscategory/{category}`, 2),
  step('GET', `${api}/priority/search`, 6),
  step('GET', `${api}/priority/1`, 2),
  step('GET', `${api}/resolution/search`, 5),
  step('GET', `${api}/resolution/10000`, 2),
  step('GET', `${api}/issuetype/10001`, 2),
  step('GET', `${api}/issuetype/project?projectId=10000`, 6),
  step('GET', `${api}/serverInfo`, 2),
  step('GET', `${api}/configuration`, 2),
  step('GET', `/secure/viewavatar?avatarType=user&avatarId=1`, 1),
  // People
  step('GET', `${api}/myself`, 3),
  step('GET', `${api}/user?accountId=member-1&expand=groups`, 3),
  step('GET', `${api}/user/search?query=max`, 3),
  step('GET', `${api}/user/assignable/search?project=WEB&query=max`, 3),
  step('GET', `${api}/user/assignable/multiProjectSearch?projectKeys=WEB&query=max`, 3),
  step('GET', `${api}/user/viewissue/search?projectKey=WEB&query=max`, 3),
  step('GET', `${api}/user/picker?query=max`, 3),
  step('GET', `${api}/user/bulk?accountId=member-1&accountId=admin-1`, 5),
  step('GET', `${api}/user/groups?accountId=member-1`, 5),
  step('GET', `${api}/users`, 41),
  step('GET', `${api}/users/search`, 41),
  step('GET', `${api}/group/member?groupname=release-managers`, 17),
  step('POST', `${api}/group`, 1, {
    json: { name: 'made' },
    status: 201,
    remember: ({ groupId }: { groupId: string }) => ({ group: groupId }),
  }),
  step('POST', `${api}/group/user?groupId={group}`, 1, { json: { accountId: 'member-1' }, status: 201 }),
  step('DELETE', `${api}/group/user?groupId={group}&accountId=member-1`, 1, { status: 200 }),
  step('DELETE', `${api}/group?groupId={group}`, 1, { status: 200 }),
  step('POST', `${issue}/notify`, 1, { json: { to: { reporter: true } }, status: 204 }),
  step('GET', `${api}/group/bulk`, 7),
  step('GET', `${api}/groups/picker?query=admin`, 3),
  step('GET', `${api}/mypermissions?permissions=ADMINISTER`, 3),
  step('GET', `${api}/permissions`, 19),
  step('POST', `${api}/permissions/check`, 3, { json: { globalPermissions: ['ADMINISTER'] } }),
  step('POST', `${api}/permissions/project`, 5, { json: { permissions: ['BROWSE_PROJECTS'] } }),
  // Webhooks and tasks
  step('POST', `${api}/webhook`, 1, {
    json: { url: '{url}/hook', webhooks: [{ jqlFilter: 'project = WEB', events: ['jira:issue_created'] }] },
    remember: (body: { webhookRegistrationResult: { createdWebhookId: number }[] }) => ({
      hook: body.webhookRegistrationResult[0]?.createdWebhookId,
    }),
  }),
  step('GET', `${api}/webhook`, 2),
  step('PUT', `${api}/webhook/refresh`, 1, { json: { webhookIds: ['{hook}'] }, status: 200 }),
  step('DELETE', `${api}/webhook`, 1, { json: { webhookIds: ['{hook}'] }, status: 202 }),
  step('POST', `${api}/bulk/issues/fields`, 1, {
    json: {
      selectedActions: ['labels'],
      selectedIssueIdsOrKeys: ['WEB-3'],
      editedFieldsInput: {
        labelsFields: [
          { fieldId: 'labels', bulkEditMultiSelectFieldOption: 'ADD', labels: [{ name: 'bulk' }] },
        ],
      },
    },
    status: 201,
    remember: ({ taskId }: { taskId: string }) => ({ task: taskId }),
  }),
  step('GET', `${api}/task/{task}`, 2),
  step('GET', `${api}/bulk/queue/{task}`, 2),
  step('GET', `${api}/bulk/issues/fields?issueIdsOrKeys=WEB-3`, 19),
  step('GET', `${api}/bulk/issues/transition?issueIdsOrKeys=WEB-3,WEB-2`, 5),
  step('POST', `${api}/bulk/issues/transition`, 1, {
    json: { bulkTransitionInputs: [{ selectedIssueIdsOrKeys: ['WEB-3'], transitionId: '21' }] },
    status: 201,
  }),
  step('POST', `${api}/bulk/issues/watch`, 1, { json: { selectedIssueIdsOrKeys: ['WEB-3'] }, status: 201 }),
  step('POST', `${api}/bulk/issues/unwatch`, 1, { json: { selectedIssueIdsOrKeys: ['WEB-3'] }, status: 201 }),
  step('POST', `${api}/bulk/issues/delete`, 1, { json: { selectedIssueIdsOrKeys: ['WEB-4'] }, status: 201 }),
  step('POST', '/rest/backup/1/export/runbackup', 1),
  // Boards
  step('GET', `${agile}/board`, 5),
  step('GET', `${agile}/board/1`, 2),
  step('GET', `${agile}/board/1/configuration`, 2),
  step('GET', `${agile}/board/1/project`, 2),
  step('GET', `${agile}/board/1/version`, 4),
  step('GET', `${agile}/board/1/sprint`, 4),
  step('GET', `${agile}/board/1/issue?maxResults=5`, 6),
  step('GET', `${agile}/board/1/backlog?maxResults=2`, 3),
  step('GET', `${agile}/board/1/epic`, 1),
  step('POST', `${agile}/sprint`, 1, {
    json: { name: 'Next one', originBoardId: 1 },
    status: 201,
    remember: ({ id }: { id: number }) => ({ sprint: id }),
  }),
  step('GET', `${agile}/sprint/{sprint}`, 2),
  step('PUT', `${agile}/sprint/{sprint}`, 1, { json: { name: 'Renamed', goal: 'All' }, status: 200 }),
  step('POST', `${agile}/sprint/{sprint}`, 1, { json: { goal: 'More' } }),
  step('POST', `${agile}/sprint/{sprint}/issue`, 1, { json: { issues: ['WEB-5', 'WEB-6'] }, status: 204 }),
  step('GET', `${agile}/sprint/{sprint}/issue`, 3),
  step('GET', `${agile}/board/1/sprint/{sprint}/issue`, 3),
  step('PUT', `${agile}/issue/rank`, 1, { json: { issues: ['WEB-6'], rankBeforeIssue: 'WEB-5' } }),
  step('POST', `${agile}/backlog/issue`, 1, { json: { issues: ['WEB-5'] }, status: 204 }),
  step('DELETE', `${agile}/sprint/{sprint}`, 1),
  step('POST', `${api}/issue`, 1, {
    json: { fields: { ...fields, issuetype: { name: 'Epic' } } },
    status: 201,
    remember: ({ key }: { key: string }) => ({ epic: key }),
  }),
  step('GET', `${agile}/epic/{epic}`, 2),
  step('POST', `${agile}/epic/{epic}/issue`, 1, { json: { issues: ['WEB-5'] }, status: 204 }),
  step('GET', `${agile}/epic/{epic}/issue`, 2),
  step('POST', `${agile}/epic/none/issue`, 1, { json: { issues: ['WEB-5'] }, status: 204 }),
  step('GET', `${agile}/issue/WEB-1`, 2),
  step('DELETE', `${api}/issue/{made}`, 1),
];

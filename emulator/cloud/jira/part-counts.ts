/** How many issues a version or a component is on. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { IssueState } from '../world/issue-state';
import { categoryOf } from '../world/workflow';
import { findPart, type PartKind } from './project-parts';
import { visibleProject } from './project-access';
import { apiBase } from './shapes';

/** Runs with all issues of the part's project that the caller sees. */
function withIssues(kind: PartKind, then: (call: Call, id: string, issues: IssueState[]) => Reply) {
  return (call: Call): Reply => {
    const { site, viewer } = call;
    const id = call.params[0] ?? '';
    const project = findPart(site, kind, id)?.project ?? null;
    if (project === null || visibleProject(call, project.id) === null)
      return jiraError(404, `Could not find ${kind === 'versions' ? 'version' : 'component'} for id '${id}'`);
    const numbers = Array.from({ length: site.issues.last(project) }, (_, n) => n + 1);
    const refs = numbers.flatMap((number) => site.visibleIssue(viewer, `${project.key}-${number}`) ?? []);
    return then(
      call,
      id,
      refs.map((ref) => new IssueState(site, ref)),
    );
  };
}

const relatedToVersion = withIssues('versions', (call, id, issues) => {
  const count = (field: 'fixVersions' | 'versions') =>
    issues.filter((state) => state.ids(field).includes(id)).length;
  return reply(
    200,
    {
      self: `${apiBase(call)}/version/${id}`,
      issuesFixedCount: count('fixVersions'),
      issuesAffectedCount: count('versions'),
      issueCountWithCustomFieldsShowingVersion: 0,
      customFieldUsage: [],
    },
    { core: 1 },
  );
});

const unresolved = withIssues('versions', (call, id, issues) => {
  const fixed = issues.filter((state) => state.ids('fixVersions').includes(id));
  const open = fixed.filter((state) => categoryOf(state.status).key !== 'done');
  const self = `${apiBase(call)}/version/${id}/unresolvedIssueCount`;
  return reply(200, { self, issuesCount: fixed.length, issuesUnresolvedCount: open.length }, { core: 1 });
});

const relatedToComponent = withIssues('components', (call, id, issues) => {
  const issueCount = issues.filter((state) => state.ids('components').includes(id)).length;
  return reply(200, { self: `${apiBase(call)}/component/${id}`, issueCount }, { core: 1 });
});

const product = 'jira';
const version = '/rest/api/3/version/{}';

export const partCountEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: `${version}/relatedIssueCounts`, handle: relatedToVersion },
  { product, method: 'GET', template: `${version}/unresolvedIssueCount`, handle: unresolved },
  {
    ...{ product, method: 'GET', template: '/rest/api/3/component/{}/relatedIssueCounts' },
    handle: relatedToComponent,
  },
];

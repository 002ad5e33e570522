/** Properties: JSON that apps keep with an issue, a comment, a project, a user, an issue type, or with themselves. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { withEntry } from '../world/issue-edits';
import { IssueState } from '../world/issue-state';
import { commentNumber, commentsOf, issueIdOfComment } from './comment-list';
import { withIssue } from './issue-access';
import { withProject } from './project-access';
import { mostProperties, propertyTrouble } from './sent-properties';
import { apiBase } from './shapes';

/** Where properties hang on; the key is the last value of the path. */
interface Owner {
  read: () => ReadonlyMap<string, unknown>;
  write: (next: Map<string, unknown>) => void;
  /** Its address below the API's base. */
  path: string;
}

type FindOwner = (call: Call, then: (owner: Owner) => Reply) => Reply;

const noProperties: ReadonlyMap<string, unknown> = new Map();

const ofIssue: FindOwner = (call, then) =>
  withIssue(call, (ref) =>
    then({
      read: () => call.site.issues.editsOf(ref)?.properties ?? noProperties,
      write: (next) => {
        call.site.issues.change(ref, call.nowMs).properties = next;
      },
      path: `issue/${ref.id}/properties`,
    }),
  );

function kept(call: Call, name: string, path: string): Owner {
  const { properties } = call.site.jira;
  return {
    read: () => properties.get(name) ?? noProperties,
    write: (next) => {
      properties.set(name, next);
    },
    path,
  };
}

const ofProject: FindOwner = (call, then) =>
  withProject(call, ({ id }) => then(kept(call, `project ${id}`, `project/${id}/properties`)));

const ofUser: FindOwner = (call, then) => {
  const own = call.viewer.kind === 'person' ? call.site.people.at(call.viewer.index)?.accountId : undefined;
  const accountId = call.query.get('accountId') ?? own ?? '';
  if (call.site.people.byAccountId(accountId) === null)
    return jiraError(404, `The user with account ID ${accountId} does not exist`);
  return then(kept(call, `user ${accountId}`, `user/properties`));
};

const ofApp: FindOwner = (call, then) => {
  if (call.viewer.kind !== 'app')
    return jiraError(401, 'App properties are for the app itself, called as itself.');
  return then(kept(call, `app ${call.principal.appId ?? ''}`, 'app/properties'));
};

const ofComment: FindOwner = (call, then) => {
  const id = call.params[0] ?? '';
  const ref = call.site.visibleIssue(call.viewer, issueIdOfComment(id));
  const known = ref === null ? [] : commentsOf(new IssueState(call.site, ref));
  if (ref === null || !known.some(({ n }) => n === commentNumber(ref, id)))
    return jiraError(404, `Can not find a comment for the id: ${id}.`);
  return then(kept(call, `comment ${id}`, `comment/${id}/properties`));
};

const ofWorklog: FindOwner = (call, then) =>
  withIssue(call, (ref) => {
    const id = call.params[1] ?? '';
    const known = call.site.issues.editsOf(ref)?.worklogs ?? [];
    if (!known.some((worklog) => worklog.id === id))
      return jiraError(404, `Cannot find worklog with id: '${id}'.`);
    return then(kept(call, `worklog ${id}`, `issue/${ref.id}/worklog/${id}/properties`));
  });

function keysOf(find: FindOwner) {
  return (call: Call): Reply =>
    find(call, ({ read, path }) => {
      const keys = [...read().keys()].map((key) => ({
        self: `${apiBase(call)}/${path}/${encodeURIComponent(key)}`,
        key,
      }));
      return reply(200, { keys }, { core: keys.length });
    });
}

/** The last value of the path. */
function keyOf(call: Call): string {
  return call.params.at(-1) ?? '';
}

function noProperty(key: string): Reply {
  return jiraError(404, `The property ${key} does not exist.`);
}

function getOf(find: FindOwner) {
  return (call: Call): Reply =>
    find(call, ({ read }) => {
      const key = keyOf(call);
      return read().has(key) ? reply(200, { key, value: read().get(key) }, { core: 1 }) : noProperty(key);
    });
}

function putOf(find: FindOwner) {
  return (call: Call): Reply =>
    find(call, ({ read, write }) => {
      const key = keyOf(call);
      const trouble = propertyTrouble(key, call.body);
      if (trouble !== null) return jiraError(400, trouble);
      const status = read().has(key) ? 200 : 201;
      write(withEntry(read(), key, call.body, mostProperties));
      return reply(status, null, { core: 1 });
    });
}

function deleteOf(find: FindOwner) {
  return (call: Call): Reply =>
    find(call, ({ read, write }) => {
      const key = keyOf(call);
      if (!read().has(key)) return noProperty(key);
      const next = new Map(read());
      next.delete(key);
      write(next);
      return reply(204, null, { core: 1 });
    });
}

const product = 'jira';

function endpointsOf(template: string, find: FindOwner, writesIssue?: true): CloudEndpoint[] {
  const writes = writesIssue === undefined ? {} : { writesIssue };
  return [
    { product, method: 'GET', template, handle: keysOf(find) },
    { product, method: 'GET', template: `${template}/{}`, handle: getOf(find) },
    { product, method: 'PUT', template: `${template}/{}`, handle: putOf(find), ...writes },
    { product, method: 'DELETE', template: `${template}/{}`, handle: deleteOf(find), ...writes },
  ];
}

export const propertyEndpoints: readonly CloudEndpoint[] = [
  ...endpointsOf('/rest/api/3/issue/{}/properties', ofIssue, true),
  ...endpointsOf('/rest/api/3/comment/{}/properties', ofComment),
  ...endpointsOf('/rest/api/3/issue/{}/worklog/{}/properties', ofWorklog),
  ...endpointsOf('/rest/api/3/project/{}/properties', ofProject),
  ...endpointsOf('/rest/api/3/user/properties', ofUser),
  ...endpointsOf('/rest/atlassian-connect/1/addons/{}/properties', ofApp),
  ...endpointsOf('/rest/forge/1/app/properties', ofApp),
];

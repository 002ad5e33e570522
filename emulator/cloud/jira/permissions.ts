/** Who may do what, in Jira. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { commaList, list, record, text, texts } from '../untrusted';
import type { Viewer } from '../world/viewer';
import { visibleProjects } from './project-access';

const known = new Map(
  (
    [
      ['ADMINISTER', 'Administer Jira', 'GLOBAL'],
      ['SYSTEM_ADMIN', 'Jira System Administrators', 'GLOBAL'],
      ['BULK_CHANGE', 'Make bulk changes', 'GLOBAL'],
      ['ADMINISTER_PROJECTS', 'Administer projects', 'PROJECT'],
      ['BROWSE_PROJECTS', 'Browse projects', 'PROJECT'],
      ['CREATE_ISSUES', 'Create issues', 'PROJECT'],
      ['EDIT_ISSUES', 'Edit issues', 'PROJECT'],
      ['DELETE_ISSUES', 'Delete issues', 'PROJECT'],
      ['ADD_COMMENTS', 'Add comments', 'PROJECT'],
    ] as const
  ).map(([key, name, type], n) => [key as string, { id: String(n), key, name, type, description: name }]),
);

/** What only administrators have; everything else everybody has. An app administers nothing: it is no person. */
const adminOnly = new Set(['ADMINISTER', 'SYSTEM_ADMIN', 'ADMINISTER_PROJECTS', 'DELETE_ISSUES']);

function has(call: Call, viewer: Viewer, permission: string): boolean {
  return known.has(permission) && (!adminOnly.has(permission) || call.site.isAdmin(viewer));
}

function myPermissions(call: Call): Reply {
  const asked = commaList(call.query, 'permissions');
  if (asked.length === 0) return jiraError(400, "The 'permissions' query parameter is required.");
  const unknown = asked.filter((permission) => !known.has(permission));
  if (unknown.length > 0) return jiraError(400, `Unrecognized permission keys: ${unknown.join(', ')}`);
  const permissions = Object.fromEntries(
    asked.map((key) => [key, { ...known.get(key), havePermission: has(call, call.viewer, key) }]),
  );
  return reply(200, { permissions }, { identity: asked.length });
}

function allPermissions(call: Call): Reply {
  if (call.viewer.kind === 'person' && !call.site.isAdmin(call.viewer)) {
    return jiraError(403, 'Only Jira administrators can see all permissions.');
  }
  return reply(200, { permissions: Object.fromEntries(known) }, { identity: known.size });
}

/** The person the question is about: the body may name another than the caller. */
function subject(call: Call, accountId: string | null): Viewer {
  const person = accountId === null ? null : call.site.people.byAccountId(accountId);
  return person === null ? call.viewer : { kind: 'person', index: person.index };
}

/** Jira takes ids as numbers and as text. */
function ids(value: unknown): (string | number)[] {
  return list(value).filter((id): id is string | number => typeof id === 'string' || typeof id === 'number');
}

/** Source: Jira REST API v3, "Get bulk permissions", 2026-11. What is asked for is looked at, whoever may do what there. */
const mostChecked = 1_000;

function checkPermissions(call: Call): Reply {
  const body = record(call.body);
  const viewer = subject(call, text(body.accountId));
  const seesRestricted = call.site.seesRestricted(viewer);
  const globalPermissions = texts(body.globalPermissions).filter((permission) =>
    has(call, viewer, permission),
  );
  const asked = { projects: 0, issues: 0 };
  const projectPermissions = list(body.projectPermissions).flatMap((entry) => {
    const { permissions, projects, issues } = record(entry);
    asked.projects += list(projects).length;
    asked.issues += list(issues).length;
    const seen = ids(projects).filter((id) => {
      const project = call.site.projects.find(String(id));
      return project !== null && (seesRestricted || !project.restricted);
    });
    const seenIssues = ids(issues).filter((id) => call.site.visibleIssue(viewer, String(id)) !== null);
    return texts(permissions)
      .filter((permission) => has(call, viewer, permission))
      .map((permission) => ({ permission, issues: seenIssues, projects: seen }));
  });
  if (Math.max(asked.projects, asked.issues) > mostChecked)
    return jiraError(
      400,
      `At most ${mostChecked} projects and ${mostChecked} issues can be checked at once.`,
    );
  const identity = list(body.globalPermissions).length + asked.projects + asked.issues;
  return reply(200, { projectPermissions, globalPermissions }, { identity });
}

function permittedProjects(call: Call): Reply {
  const asked = texts(record(call.body).permissions);
  if (asked.length === 0) return jiraError(400, 'At least one permission must be given.');
  const granted = asked.every((permission) => has(call, call.viewer, permission));
  const projects = granted ? visibleProjects(call).map(({ id, key }) => ({ id: Number(id), key })) : [];
  return reply(200, { projects }, { core: projects.length });
}

export const permissionEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'GET', template: '/rest/api/3/mypermissions', handle: myPermissions },
  { product: 'jira', method: 'GET', template: '/rest/api/3/permissions', handle: allPermissions },
  { product: 'jira', method: 'POST', template: '/rest/api/3/permissions/check', handle: checkPermissions },
  { product: 'jira', method: 'POST', template: '/rest/api/3/permissions/project', handle: permittedProjects },
];

/** Projects and their versions. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import type { Project } from '../world/projects';
import { hash } from '../world/seed';
import type { Site } from '../world/site';
import { pageOf } from '../offset-page';
import { projectJson } from './shapes';

export function visibleProjects(call: Call): Project[] {
  const seesRestricted = call.site.seesRestricted(call.viewer);
  return call.site.projects.list.filter((project) => seesRestricted || !project.restricted);
}

function searchProjects(call: Call): Reply {
  const { site, query } = call;
  const part = (query.get('query') ?? '').toLowerCase();
  const all = visibleProjects(call).filter((project) =>
    `${project.key} ${project.name}`.toLowerCase().includes(part),
  );
  const page = pageOf(query, all, 100);
  const self = `${site.jiraBase}/project/search`;
  const nextPage = page.isLast
    ? {}
    : { nextPage: `${self}?maxResults=${page.maxResults}&startAt=${page.startAt + page.values.length}` };
  const values = page.values.map((project) => projectJson(site, project));
  return reply(200, { self, ...nextPage, ...page, values }, { core: values.length });
}

/** Runs with the project that the path names, or says what Jira says about one that the caller may not see. */
export function withProject(call: Call, then: (project: Project) => Reply): Reply {
  const name = call.params[0] ?? '';
  const project = call.site.projects.find(name);
  if (project !== null && (!project.restricted || call.site.seesRestricted(call.viewer)))
    return then(project);
  return jiraError(404, `No project could be found with key '${name}'.`);
}

function getProject(call: Call): Reply {
  return withProject(call, (project) => reply(200, projectJson(call.site, project), { core: 1 }));
}

function versionJson(site: Site, project: Project, n: number): Record<string, unknown> {
  const id = String((project.index + 1) * 10_000 + n);
  return {
    self: `${site.jiraBase}/version/${id}`,
    id,
    name: `${1 + Math.floor(n / 10)}.${n % 10}`,
    archived: false,
    released: hash(site.seed, 'released', project.index, n) % 3 > 0,
    projectId: Number(project.id),
  };
}

function versionsOf(site: Site, project: Project): Record<string, unknown>[] {
  return Array.from({ length: site.sizes.versionsPerProject }, (_, n) => versionJson(site, project, n));
}

function allVersions(call: Call): Reply {
  return withProject(call, (project) => {
    const versions = versionsOf(call.site, project);
    return reply(200, versions, { core: versions.length });
  });
}

function pagedVersions(call: Call): Reply {
  return withProject(call, (project) => {
    const page = pageOf(call.query, versionsOf(call.site, project), 500);
    const self = `${call.site.jiraBase}/project/${project.key}/version`;
    return reply(200, { self, ...page }, { core: page.values.length });
  });
}

export const projectEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'GET', template: '/rest/api/3/project/search', handle: searchProjects },
  { product: 'jira', method: 'GET', template: '/rest/api/3/project/{}', handle: getProject },
  { product: 'jira', method: 'GET', template: '/rest/api/3/project/{}/versions', handle: allVersions },
  { product: 'jira', method: 'GET', template: '/rest/api/3/project/{}/version', handle: pagedVersions },
];

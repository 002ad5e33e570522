/** Projects that the caller may see. */
import { jiraError, type Call, type Reply } from '../exchange';
import type { Project } from '../world/projects';

export function visibleProjects(call: Pick<Call, 'site' | 'viewer'>): Project[] {
  const seesRestricted = call.site.seesRestricted(call.viewer);
  return call.site.projects.list.filter((project) => seesRestricted || !project.restricted);
}

export function visibleProject(call: Pick<Call, 'site' | 'viewer'>, idOrKey: string): Project | null {
  const project = call.site.projects.find(idOrKey);
  return project !== null && (!project.restricted || call.site.seesRestricted(call.viewer)) ? project : null;
}

/** Runs with the project that the path names, or says what Jira says about one that the caller may not see. */
export function withProject(call: Call, then: (project: Project) => Reply): Reply {
  const name = call.params[0] ?? '';
  const project = visibleProject(call, name);
  return project === null ? jiraError(404, `No project could be found with key '${name}'.`) : then(project);
}

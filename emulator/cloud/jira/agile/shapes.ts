/** The JSON of boards and sprints. */
import type { Sprint } from '../../world/jira-store';
import type { IssueState } from '../../world/issue-state';
import type { Project } from '../../world/projects';
import { avatarUrls, type View } from '../shapes';
import { findSprint } from './sprint-list';

export function agileBase({ baseUrl }: View): string {
  return `${baseUrl}/rest/agile/1.0`;
}

function iso(atMs: number | null): string | undefined {
  return atMs === null ? undefined : new Date(atMs).toISOString();
}

function times(sprint: Sprint) {
  return {
    startDate: iso(sprint.startAtMs),
    endDate: iso(sprint.endAtMs),
    completeDate: iso(sprint.completeAtMs),
  };
}

export function sprintJson(view: View, sprint: Sprint): Record<string, unknown> {
  return {
    id: sprint.id,
    self: `${agileBase(view)}/sprint/${sprint.id}`,
    state: sprint.state,
    name: sprint.name,
    ...times(sprint),
    originBoardId: sprint.boardId,
    goal: sprint.goal,
  };
}

/** As the field of an issue has it. */
export function sprintFieldJson(state: IssueState): unknown {
  const sprint = state.sprintId === null ? null : findSprint(state.site, state.sprintId);
  if (sprint === null) return null;
  const { id, name, boardId, goal } = sprint;
  return [{ id, name, state: sprint.state, boardId, goal, ...times(sprint) }];
}

export function boardJson(view: View, project: Project): Record<string, unknown> {
  const id = project.index + 1;
  return {
    id,
    self: `${agileBase(view)}/board/${id}`,
    name: `${project.key} board`,
    type: 'scrum',
    location: {
      projectId: Number(project.id),
      displayName: `${project.name} (${project.key})`,
      projectName: project.name,
      projectKey: project.key,
      projectTypeKey: 'software',
      avatarURI: avatarUrls(view, 'project', project.index)['24x24'],
      name: `${project.name} (${project.key})`,
    },
    isPrivate: project.restricted,
  };
}

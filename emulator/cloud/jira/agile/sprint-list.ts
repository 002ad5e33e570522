/** Boards and their sprints: a board for each project, seeded with one closed, one running and one coming sprint. */
import type { Sprint } from '../../world/jira-store';
import type { Project } from '../../world/projects';
import type { Site } from '../../world/site';
import { dayMs } from '../../../time';

/** The running sprint of a new site; the emulator's clock may be anywhere. */
const seasonStartMs = Date.UTC(2026, 0, 5, 9);
const states = ['closed', 'active', 'future'] as const;

export function boardProject(site: Site, boardId: number): Project | null {
  return site.projects.at(boardId - 1);
}

function seeded(project: Project): Sprint[] {
  return states.map((state, n) => {
    const startAtMs = seasonStartMs + (n - 1) * 14 * dayMs;
    return {
      id: project.index * 100 + 1 + n,
      boardId: project.index + 1,
      name: `${project.key} Sprint ${n + 1}`,
      goal: '',
      state,
      startAtMs: state === 'future' ? null : startAtMs,
      endAtMs: state === 'future' ? null : startAtMs + 14 * dayMs,
      completeAtMs: state === 'closed' ? startAtMs + 14 * dayMs : null,
    };
  });
}

export function boardSprints(site: Site, boardId: number): Sprint[] {
  const project = boardProject(site, boardId);
  if (project === null) return [];
  const written = site.jira.sprints;
  const kept = seeded(project).flatMap((sprint) => {
    const edit = written.get(sprint.id);
    return edit === null ? [] : [edit ?? sprint];
  });
  const ids = new Set(kept.map(({ id }) => id));
  for (const sprint of written.values()) {
    if (sprint !== null && sprint.boardId === boardId && !ids.has(sprint.id)) kept.push(sprint);
  }
  return kept;
}

export function findSprint(site: Site, id: number): Sprint | null {
  const written = site.jira.sprints.get(id);
  if (written !== undefined) return written;
  return boardSprints(site, Math.floor(id / 100) + 1).find((sprint) => sprint.id === id) ?? null;
}

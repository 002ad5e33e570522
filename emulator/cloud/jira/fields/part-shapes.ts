/** The JSON of versions and components. */
import type { Project } from '../../world/projects';
import { partsOf, type Part, type PartKind } from '../project-parts';
import { apiBase, type View } from '../shapes';

function one(view: View, project: Project, kind: PartKind, part: Part): Record<string, unknown> {
  const self = `${apiBase(view)}/${kind === 'versions' ? 'version' : 'component'}/${part.id}`;
  if (kind === 'versions') return { self, ...part, projectId: Number(project.id) };
  return { self, ...part, project: project.key, projectId: Number(project.id) };
}

export const partJson = {
  one,
  all: (view: View, project: Project, kind: PartKind) =>
    partsOf(view.site, project, kind).map((part) => one(view, project, kind, part)),
};

/** Those of the ids that there are. */
export function partsShown(view: View, project: Project, kind: PartKind, ids: readonly string[]): unknown[] {
  if (ids.length === 0) return [];
  return partsOf(view.site, project, kind)
    .filter(({ id }) => ids.includes(id))
    .map((part) => one(view, project, kind, part));
}

/** Versions and components of a project: seeded ones, with what callers made, changed and deleted laid over them. */
import { hash } from '../world/seed';
import type { Project } from '../world/projects';
import type { Site } from '../world/site';

export type PartKind = 'versions' | 'components';
export type Part = Record<string, unknown> & { id: string; name: string };

const componentNames = ['API', 'Interface'] as const;

function seededVersion(site: Site, project: Project, n: number): Part {
  return {
    id: String((project.index + 1) * 10_000 + n),
    name: `${1 + Math.floor(n / 10)}.${n % 10}`,
    description: '',
    archived: false,
    released: hash(site.seed, 'released', project.index, n) % 3 > 0,
  };
}

function seeded(site: Site, project: Project, kind: PartKind): Part[] {
  if (kind === 'versions') {
    return Array.from({ length: site.sizes.versionsPerProject }, (_, n) => seededVersion(site, project, n));
  }
  return componentNames.map((name, n) => ({
    id: String((project.index + 1) * 100 + n),
    name,
    description: '',
    assigneeType: 'PROJECT_DEFAULT',
    isAssigneeTypeValid: false,
  }));
}

export function partsOf(site: Site, project: Project, kind: PartKind): Part[] {
  const written = site.jira[kind];
  if (written.size === 0) return seeded(site, project, kind);
  const kept = seeded(site, project, kind).flatMap((part): Part[] => {
    const edit = written.get(part.id);
    return edit === undefined ? [part] : edit === null ? [] : [edit.part];
  });
  const ids = new Set(kept.map(({ id }) => id));
  for (const edit of written.values()) {
    if (edit !== null && edit.projectIndex === project.index && !ids.has(edit.part.id)) kept.push(edit.part);
  }
  return kept;
}

/** A part by its id alone, with the project that it is of. */
export function findPart(site: Site, kind: PartKind, id: string): { project: Project; part: Part } | null {
  const written = site.jira[kind].get(id);
  if (written === null) return null;
  const perProject = kind === 'versions' ? 10_000 : 100;
  const index = written?.projectIndex ?? Math.floor(Number(id) / perProject) - 1;
  const project = site.projects.at(index);
  if (project === null || !/^\d{1,12}$/.test(id)) return null;
  const part = written?.part ?? partsOf(site, project, kind).find((one) => one.id === id);
  return part === undefined ? null : { project, part };
}

/** Which projects a query can find issues in at all, so that the others need not be looked through. */
import type { Clause, Operand } from '../../query/syntax';
import type { Project, Projects } from '../../world/projects';

function literals(operand: Operand | null): string[] | null {
  if (operand?.kind === 'text') return [operand.text];
  if (operand?.kind !== 'list') return null;
  const texts = operand.of.map((part) => (part.kind === 'text' ? part.text : null));
  return texts.every((text) => text !== null) ? texts : null;
}

/** @returns `null` where the clause says nothing of it */
function named(clause: Clause, projects: Projects): ReadonlySet<Project> | null {
  switch (clause.kind) {
    case 'term': {
      if (clause.field.kind !== 'name' || (clause.operator !== '=' && clause.operator !== 'in')) return null;
      const field = clause.field.name.toLowerCase();
      const values = literals(clause.operand);
      if (values === null) return null;
      const isKey = /^(key|issuekey|issue)$/.test(field);
      if (field !== 'project' && !isKey) return null;
      const found = values.map((text) =>
        projects.find(isKey ? text.slice(0, Math.max(0, text.lastIndexOf('-'))) : text),
      );
      return found.every((project) => project !== null) ? new Set(found) : null;
    }
    case 'and': {
      const sets = clause.of.flatMap((part) => named(part, projects) ?? []);
      return sets.reduce<ReadonlySet<Project> | null>(
        (both, set) => (both === null ? set : new Set([...both].filter((project) => set.has(project)))),
        null,
      );
    }
    case 'or': {
      const sets = clause.of.map((part) => named(part, projects));
      return sets.some((set) => set === null) ? null : new Set(sets.flatMap((set) => [...(set ?? [])]));
    }
    case 'not':
      return null;
  }
}

export function projectsOf(where: Clause | null, projects: Projects): readonly Project[] {
  const found = where === null ? null : named(where, projects);
  return found === null ? projects.list : projects.list.filter((project) => found.has(project));
}

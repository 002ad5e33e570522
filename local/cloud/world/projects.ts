/** The projects of a site and who may see them. */

export interface Project {
  index: number;
  id: string;
  key: string;
  name: string;
  /** Only administrators and apps see it. */
  restricted: boolean;
  /** Its workflow has no step of the category done. */
  isEndless: boolean;
}

const named = [
  ['WEB', 'Website'],
  ['MOB', 'Mobile app'],
  ['PAY', 'Payments'],
  ['PEOPLE', 'People and salaries'],
  ['OPS', 'Operations'],
  ['DATA', 'Data platform'],
  ['SUP', 'Customer support'],
  ['SEC', 'Security'],
] as const;

export class Projects {
  readonly list: readonly Project[];
  private readonly byName = new Map<string, Project>();

  constructor(count: number) {
    this.list = Array.from({ length: count }, (_, index) => makeProject(index));
    for (const project of this.list) {
      this.byName.set(project.id, project);
      this.byName.set(project.key.toLowerCase(), project);
    }
  }

  /** By id or key, in any letter case, as Jira takes it. */
  find(idOrKey: string): Project | null {
    return this.byName.get(idOrKey.toLowerCase()) ?? null;
  }
}

function makeProject(index: number): Project {
  const [key, name] = named[index] ?? [`TEAM${index}`, `Team ${index}`];
  // Every fourth: enough for an answer to asUser to differ from the answer to asApp on the first page.
  return {
    index,
    id: String(10_000 + index),
    key,
    name,
    restricted: index % 4 === 3,
    isEndless: index % 4 === 2,
  };
}

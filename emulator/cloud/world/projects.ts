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
  /** Left out where nobody wrote one. */
  description?: string;
  /** Left out: the seed chooses. */
  leadAccountId?: string;
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
  /** By their index; `null` where one was deleted. */
  private readonly all: (Project | null)[];
  private present: readonly Project[];
  /** By id and by every key that each ever had, since Jira goes on to know a project by its old ones. */
  private readonly byName = new Map<string, Project>();
  private readonly deleted = new Map<string, Project>();

  constructor(count: number) {
    this.all = Array.from({ length: count }, (_, index) => makeProject(index));
    this.present = this.all.flatMap((project) => project ?? []);
    for (const project of this.present) this.enter(project);
  }

  /** Those that there are, in the order of their making. */
  get list(): readonly Project[] {
    return this.present;
  }

  /** By its place among all that were ever made. */
  at(index: number): Project | null {
    return this.all[index] ?? null;
  }

  /** By id or key, in any letter case, as Jira takes it. */
  find(idOrKey: string): Project | null {
    const found = this.byName.get(idOrKey.toLowerCase()) ?? null;
    return found === null || this.all[found.index] === null ? null : found;
  }

  /** Whoever has the key or had it, deleted ones included: it cannot be given again. */
  holderOf(key: string): Project | null {
    return this.byName.get(key.toLowerCase()) ?? null;
  }

  add(key: string, name: string): Project {
    const index = this.all.length;
    const project = { index, id: String(10_000 + index), key, name, restricted: false, isEndless: false };
    this.all.push(project);
    this.enter(project);
    this.refresh();
    return project;
  }

  /** `null` leaves a value as it is. */
  change(
    project: Project,
    wanted: Record<'key' | 'name' | 'description' | 'leadAccountId', string | null>,
  ): void {
    project.key = wanted.key ?? project.key;
    project.name = wanted.name ?? project.name;
    if (wanted.description !== null) project.description = wanted.description;
    if (wanted.leadAccountId !== null) project.leadAccountId = wanted.leadAccountId;
    this.enter(project);
  }

  remove(project: Project): void {
    this.all[project.index] = null;
    this.deleted.set(project.id, project);
    this.refresh();
  }

  /** @returns `null` where no deleted project has the id or key */
  restore(idOrKey: string): Project | null {
    const project = this.holderOf(idOrKey);
    if (project === null || !this.deleted.delete(project.id)) return null;
    this.all[project.index] = project;
    this.refresh();
    return project;
  }

  private enter(project: Project): void {
    this.byName.set(project.id, project);
    this.byName.set(project.key.toLowerCase(), project);
  }

  private refresh(): void {
    this.present = this.all.flatMap((project) => project ?? []);
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

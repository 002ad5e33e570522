/** The issues of a site: computed from the seed, with what callers wrote laid over it. */
import { BoundedMap } from './bounded-map';
import { noEdits, type IssueEdits } from './issue-edits';
import type { Project, Projects } from './projects';

export interface IssueRef {
  project: Project;
  number: number;
  id: string;
  key: string;
  /** Security level: only administrators and apps see it. */
  restricted: boolean;
}

/** Ids of project p are p million and up: the project can be read back from the number. */
const idsPerProject = 1_000_000;
/** Writes older than this many touched issues are forgotten: the issue shows its first state again. */
const rememberedIssues = 100_000;

export class Issues {
  /** Highest number given out, by project. */
  private readonly lastNumber: number[];
  private readonly edits = new BoundedMap<string, IssueEdits>(rememberedIssues);
  private changes = 0;

  constructor(
    private readonly projects: Projects,
    issuesPerProject: number,
  ) {
    this.lastNumber = projects.list.map(() => issuesPerProject);
  }

  /** The newest version that any issue has. */
  get newestVersion(): number {
    return this.changes;
  }

  last(project: Project): number {
    return this.lastNumber[project.index] ?? 0;
  }

  ref(project: Project, number: number): IssueRef {
    const id = String((project.index + 1) * idsPerProject + number);
    return {
      project,
      number,
      id,
      key: `${project.key}-${number}`,
      restricted: project.restricted || number % 10 === 0,
    };
  }

  /** By id or key; `null` when there is none or it was deleted. */
  find(idOrKey: string): IssueRef | null {
    const ref = this.locate(idOrKey);
    return ref === null || this.editsOf(ref)?.deleted === true ? null : ref;
  }

  create(project: Project, summary: string, nowMs: number): IssueRef {
    const number = this.last(project) + 1;
    this.lastNumber[project.index] = number;
    const ref = this.ref(project, number);
    const edits = this.change(ref, nowMs);
    edits.summary = summary;
    edits.createdAtMs = nowMs;
    return ref;
  }

  /** What was written to issues, by their ids. */
  written(): IterableIterator<[string, IssueEdits]> {
    return this.edits.all();
  }

  editsOf(ref: IssueRef): IssueEdits | null {
    return this.edits.get(ref.id) ?? null;
  }

  /** The edits of an issue that is about to be changed. */
  change(ref: IssueRef, nowMs: number): IssueEdits {
    const edits = this.edits.get(ref.id) ?? noEdits();
    this.changes += 1;
    edits.version = this.changes;
    edits.updatedAtMs = nowMs;
    this.edits.set(ref.id, edits);
    return edits;
  }

  private locate(idOrKey: string): IssueRef | null {
    const [projectKey, digits] = splitKey(idOrKey);
    const byKey = projectKey === null ? null : this.projects.find(projectKey);
    const id = Number(digits);
    const project = projectKey === null ? this.projects.at(Math.floor(id / idsPerProject) - 1) : byKey;
    const number = projectKey === null ? id % idsPerProject : id;
    if (project === null || number < 1 || number > this.last(project)) return null;
    return this.ref(project, number);
  }
}

function splitKey(idOrKey: string): [string | null, string] {
  const dash = idOrKey.lastIndexOf('-');
  const digits = idOrKey.slice(dash + 1);
  if (!/^\d{1,12}$/.test(digits)) return [null, 'none'];
  return [dash < 0 ? null : idOrKey.slice(0, dash), digits];
}

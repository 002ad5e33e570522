/** What an issue is now: what was written to it, and the seed's invention for the rest. */
import type { IssueEdits } from './issue-edits';
import type { IssueRef } from './issues';
import { hash, pick } from './seed';
import type { Site } from './site';
import { categoryOf, stepNames, type StepName } from './workflow';
import { dayMs } from '../../time';

const verbs = ['Fix', 'Improve', 'Investigate', 'Remove', 'Document', 'Speed up'] as const;
const subjects = [
  'the login page',
  'slow search',
  'the invoice export',
  'mail delivery',
  'the audit log',
] as const;
/** Seeded history lies in the year from here on. */
const firstDayMs = Date.UTC(2025, 0, 1);

export function seededTimeMs(site: Site, ...parts: (string | number)[]): number {
  return firstDayMs + (hash(site.seed, 'time', ...parts) % 31_536_000) * 1_000;
}

export class IssueState {
  /** Decides what nobody wrote. */
  readonly roll: number;
  readonly edits: IssueEdits | null;

  constructor(
    readonly site: Site,
    readonly ref: IssueRef,
  ) {
    this.roll = hash(site.seed, 'issue', ref.id);
    this.edits = site.issues.editsOf(ref);
  }

  /** Nobody invents anything for an issue that a caller made. */
  get isSeeded(): boolean {
    return this.edits?.createdAtMs == null;
  }

  get summary(): string {
    return this.edits?.summary ?? `${pick(verbs, this.roll)} ${pick(subjects, this.roll >>> 7)}`;
  }

  get status(): StepName {
    return this.edits?.status ?? pick(stepNames, this.roll >>> 3);
  }

  get createdAtMs(): number {
    return this.edits?.createdAtMs ?? seededTimeMs(this.site, this.ref.id);
  }

  get updatedAtMs(): number {
    return this.edits?.updatedAtMs ?? this.createdAtMs + (this.roll % 30) * dayMs;
  }

  get resolvedAtMs(): number | null {
    if (categoryOf(this.status).key !== 'done') return null;
    if (this.edits?.status == null) return this.createdAtMs + (this.roll % 30) * dayMs;
    return this.edits.resolvedAtMs;
  }

  /** What was written to the field, or what the seed says where nobody wrote it and nobody made the issue. */
  field<T>(id: string, seeded: (roll: number) => T, empty: T): T {
    const written = this.edits?.fields;
    if (written?.has(id) === true) return written.get(id) as T;
    return this.isSeeded ? seeded(this.roll) : empty;
  }

  get issueTypeId(): string {
    return this.field('issuetype', (roll) => String(10_001 + (roll % 3)), '10001');
  }

  get priorityId(): string {
    return this.field('priority', (roll) => String((roll % 3) + 2), '3');
  }

  get labels(): readonly string[] {
    return this.field<readonly string[]>('labels', (roll) => (roll % 5 === 0 ? ['customer'] : []), []);
  }

  /** Account ids, or `null`: unassigned, and reported by the app itself. */
  get assigneeId(): string | null {
    const someone = (roll: number) => this.site.people.some(roll >>> 5).accountId;
    return this.field('assignee', (roll) => (roll % 4 === 0 ? null : someone(roll)), null);
  }

  get reporterId(): string | null {
    return this.field('reporter', (roll) => this.site.people.some(roll >>> 9).accountId, null);
  }

  get creatorId(): string | null {
    return this.field('creator', () => this.reporterId, null);
  }

  get parentId(): string | null {
    return this.field<string | null>('parent', () => null, null);
  }

  /** A day, `2026-10-09`. */
  get dueDate(): string | null {
    const invented = (roll: number) =>
      roll % 7 === 0
        ? new Date(this.createdAtMs + (20 + (roll % 40)) * dayMs).toISOString().slice(0, 10)
        : null;
    return this.field('duedate', invented, null);
  }

  get resolutionId(): string | null {
    if (categoryOf(this.status).key !== 'done') return null;
    return this.field<string | null>('resolution', () => '10000', '10000');
  }

  /** Written as a document; `null` where there is none. */
  get description(): unknown {
    if (this.edits?.fields.has('description') === true || !this.isSeeded)
      return this.edits?.description ?? null;
    return this.edits?.description ?? undefined;
  }

  /** Ids of the project's components or versions. */
  ids(field: 'components' | 'fixVersions' | 'versions'): readonly string[] {
    const { index } = this.ref.project;
    const invented = (roll: number): readonly string[] => {
      if (field === 'components') return roll % 3 === 0 ? [String((index + 1) * 100 + (roll % 2))] : [];
      const versions = this.site.sizes.versionsPerProject;
      if (field === 'versions' || roll % 9 !== 0 || versions === 0) return [];
      return [String((index + 1) * 10_000 + ((roll >>> 4) % versions))];
    };
    return this.field(field, invented, []);
  }

  /** Sprint of the project's board; `null` in the backlog. */
  get sprintId(): number | null {
    const first = this.ref.project.index * 100 + 1;
    const invented = (roll: number) => (roll % 6 < 3 ? first + (roll % 6) : null);
    return this.field<number | null>('customfield_10020', invented, null);
  }

  /** Seconds: estimated, left, and worked. */
  get timeTracking(): {
    originalSeconds: number | null;
    remainingSeconds: number | null;
    spentSeconds: number;
  } {
    const none = { originalSeconds: null, remainingSeconds: null };
    const written = this.field<{ originalSeconds: number | null; remainingSeconds: number | null }>(
      'timetracking',
      () => none,
      none,
    );
    const spentSeconds = (this.edits?.worklogs ?? []).reduce((sum, { seconds }) => sum + seconds, 0);
    return { ...written, spentSeconds };
  }
}

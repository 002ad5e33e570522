/** What callers made in a site's Jira beside issues: kept while the cloud runs, within bounds. */
import { BoundedMap } from './bounded-map';

export interface IssueLink {
  id: string;
  typeId: string;
  /** Ids of issues: the outward one "blocks", the inward one "is blocked by". */
  inwardId: string;
  outwardId: string;
}

export interface Filter {
  id: string;
  name: string;
  description: string;
  jql: string;
  ownerIndex: number | null;
  favourite: boolean;
  /** With whom it is shared, as it is shown. Left out: with nobody. */
  sharePermissions?: readonly SharePermission[];
}

/** Everybody sees every filter here: what is kept is what was said. */
export interface SharePermission {
  id: number;
  type: string;
  [name: string]: unknown;
}

export interface Dashboard {
  id: string;
  name: string;
  description: string;
  /** `null` for the app itself; `system` for the one that every site has. */
  owner: number | 'system' | null;
  sharePermissions: readonly unknown[];
  editPermissions: readonly unknown[];
}

export interface Task {
  id: string;
  description: string;
  submittedBy: number | null;
  submittedAtMs: number;
  /** From then on it is done; before, it is polled. */
  doneAtMs: number;
  result: unknown;
  total: number;
  failed: Record<string, unknown>;
}

export interface Webhook {
  id: number;
  jqlFilter: string;
  events: readonly string[];
  url: string;
  expiresAtMs: number;
}

export interface CustomField {
  id: string;
  name: string;
  description: string;
  /** As Jira names it: `com.atlassian.jira.plugin.system.customfieldtypes:float`. */
  type: string;
}

export interface Sprint {
  id: number;
  boardId: number;
  name: string;
  goal: string;
  state: 'future' | 'active' | 'closed';
  startAtMs: number | null;
  endAtMs: number | null;
  completeAtMs: number | null;
}

type Part = Record<string, unknown> & { id: string; name: string };

export class JiraStore {
  private lastId = 20_000;
  private readonly linkIds = new BoundedMap<string, Set<string>>(50_000);
  readonly links = new BoundedMap<string, IssueLink>(50_000);
  readonly filters = new Map<string, Filter>();
  /** By id. */
  readonly deletedWorklogs = new BoundedMap<string, { id: string; atMs: number }>(10_000);
  /** `null` where one was deleted. By id. */
  readonly dashboards = new Map<string, Dashboard | null>();
  readonly tasks = new BoundedMap<string, Task>(500);
  readonly webhooks = new Map<number, Webhook>();
  readonly customFields = new Map<string, CustomField>();
  /** By what they hang on, for example `project 10000`. */
  readonly properties = new BoundedMap<string, Map<string, unknown>>(5_000);
  /** Made or changed by callers; `null` where one was deleted. By id. */
  readonly versions = new Map<string, { projectIndex: number; part: Part } | null>();
  readonly components = new Map<string, { projectIndex: number; part: Part } | null>();
  /** `null` where one was deleted. */
  readonly sprints = new Map<number, Sprint | null>();
  /** Places that callers moved issues to, by issue id. */
  readonly ranks = new BoundedMap<string, number>(50_000);

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  addLink(link: IssueLink): void {
    this.links.set(link.id, link);
    for (const issueId of [link.inwardId, link.outwardId]) {
      const ids = this.linkIds.get(issueId) ?? new Set();
      ids.add(link.id);
      this.linkIds.set(issueId, ids);
    }
  }

  hasLinks(issueId: string): boolean {
    return this.linkIds.get(issueId) !== undefined;
  }

  linksOf(issueId: string): IssueLink[] {
    return [...(this.linkIds.get(issueId) ?? [])].flatMap((id) => this.links.get(id) ?? []);
  }
}

/** More than any test makes; beyond it a caller is told so. */
export const mostOfAKind = 10_000;

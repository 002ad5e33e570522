/** One customer's site: its people, Jira and Confluence. */
import { defaultSizes, type Edition, type SiteOptions, type SiteSizes } from '../options';
import { Blobs } from './blobs';
import { Issues, type IssueRef } from './issues';
import { JiraStore } from './jira-store';
import { People } from './people';
import { Projects } from './projects';
import { hash } from './seed';
import type { Viewer } from './viewer';
import { Wiki } from './wiki';

export class Site {
  readonly cloudId: string;
  readonly name: string;
  readonly edition: Edition;
  /** Where people open it, for example `https://acme.atlassian.net`. */
  readonly address: string;
  readonly sizes: SiteSizes;
  /** This site's own seed, so that two sites differ. */
  readonly seed: number;
  readonly people: People;
  readonly projects: Projects;
  readonly issues: Issues;
  readonly jira = new JiraStore();
  readonly wiki: Wiki;
  readonly blobs = new Blobs();
  /** Counts what may have changed it beside single issues, so that what was made of it earlier can be told to be old. */
  revision = 0;

  /** @param legacySearch whether Jira's removed search by startAt still answers */
  constructor(
    options: SiteOptions,
    cloudSeed: number,
    readonly legacySearch = false,
  ) {
    this.cloudId = options.cloudId;
    this.name = options.name;
    this.edition = options.edition;
    this.address = `https://${options.name}.atlassian.net`;
    this.sizes = { ...defaultSizes, ...options.sizes };
    this.seed = hash(cloudSeed, options.cloudId);
    this.people = new People(this.seed, options.users, this.sizes.groups, options.people ?? []);
    this.projects = new Projects(this.sizes.projects);
    this.issues = new Issues(this.projects, this.sizes.issuesPerProject);
    this.wiki = new Wiki(this.seed, this.people, this.sizes.spaces, this.sizes.pagesPerSpace);
  }

  get adminAccountIds(): string[] {
    return this.people
      .all()
      .filter((person) => person.admin)
      .map((person) => person.accountId);
  }

  /** Somebody who administers nothing; `null` where everybody does. */
  get memberAccountId(): string | null {
    return this.people.all().find((person) => !person.admin)?.accountId ?? null;
  }

  isAdmin(viewer: Viewer): boolean {
    return viewer.kind === 'person' && this.people.at(viewer.index)?.admin === true;
  }

  /** Whether the viewer may see what is restricted: apps do, and administrators unless they are said not to. */
  seesRestricted(viewer: Viewer): boolean {
    const person = viewer.kind === 'person' ? this.people.at(viewer.index) : null;
    return viewer.kind === 'app' || (person?.seesRestricted ?? this.isAdmin(viewer));
  }

  /** The issue when it exists and the viewer may see it: Jira does not tell the two apart either. */
  visibleIssue(viewer: Viewer, idOrKey: string): IssueRef | null {
    const ref = this.issues.find(idOrKey);
    return ref === null || (ref.restricted && !this.seesRestricted(viewer)) ? null : ref;
  }
}

/** What Atlassian counted of an app's backend calls in one minute. */
export interface RequestCount {
  /** Minutes since 1970 in which it begins. */
  minute: number;
  /** `null`: told of no site. */
  siteId: string | null;
  /** Whose call: `user` is asUser, offline or not. */
  provider: 'app' | 'user';
  /** `jira`, `confluence`, `bitbucket`; `stargate` is storage, queues and GraphQL, `egress` any other host. */
  remote: string;
  /** `2xx`…; `4xx` is refused (429) and failed together. */
  status: string;
  /** Templated; `unknown` where it matches none. No method. */
  path: string;
  requests: number;
}

/** What one query told. */
export interface CountedSpan {
  /** Minutes since 1970, the end excluded: what it says of them takes the place of what was known. */
  fromMinute: number;
  toMinute: number;
  counts: RequestCount[];
  malformed: number;
  /** When it was asked, epoch milliseconds. */
  askedAtMs: number;
}

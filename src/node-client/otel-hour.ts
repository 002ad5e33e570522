/** What `otelSink` shows of the running hour. */
import { hourStartMs } from '../limits/hour';
import type { Observation, Points } from '../model';

export type Labels = Record<string, string>;

interface Sums {
  labels: Labels;
  requests: number;
  points: Points;
  refused: number;
}

interface Counter {
  labels: Labels;
  remaining: number | null;
  quota: number | null;
  atMs: number;
}

const other = '{other}';

export class OtelHour {
  /** By product. */
  readonly pools = new Map<string, Sums>();
  readonly endpoints = new Map<string, Sums>();
  /** Atlassian's counter of the pool of all sites, as it was last seen; by product. */
  readonly counters = new Map<string, Counter>();

  constructor(
    readonly startMs: number,
    private readonly mostEndpoints: number,
  ) {}

  /** What the answer said of the pool. */
  noteCounter({ limits, pool, atMs }: Observation, labels: Labels): void {
    const quota = limits?.quotas.find(
      ({ scope, enforcement }) => scope === 'global' && enforcement === 'enforced',
    );
    if (quota === undefined || hourStartMs(atMs) !== this.startMs) return;
    const known = this.counters.get(pool.product);
    this.counters.set(pool.product, {
      labels,
      quota: quota.quota ?? known?.quota ?? null,
      // Left out below some 80% use: what was said before in the hour is the last that is known.
      ...(quota.remaining === null
        ? { remaining: known?.remaining ?? null, atMs: known?.atMs ?? atMs }
        : { remaining: quota.remaining, atMs }),
    });
  }

  /** A call that drew on the pool; one of the hour before is in no figure of the running one. */
  noteCall(call: Observation, ofPool: Labels, ofRoute: Labels): void {
    if (hourStartMs(call.atMs) !== this.startMs) return;
    const { pool, route, method, template } = call;
    add(this.pools, pool.product, ofPool, call);
    const own = `${pool.product} ${route} ${method} ${template}`;
    const isOwn = this.endpoints.has(own) || this.endpoints.size < this.mostEndpoints;
    const shown = isOwn ? { method, template } : { method: other, template: other };
    add(
      this.endpoints,
      isOwn ? own : `${pool.product} ${route} ${other}`,
      { ...ofRoute, 'http.request.method': shown.method, 'url.template': shown.template },
      call,
    );
  }
}

function add(to: Map<string, Sums>, key: string, labels: Labels, { points, status }: Observation): void {
  const sums = to.get(key) ?? { labels, requests: 0, points: { low: 0, likely: 0, high: 0 }, refused: 0 };
  sums.requests += 1;
  for (const bound of ['low', 'likely', 'high'] as const) sums.points[bound] += points[bound];
  if (status === 429) sums.refused += 1;
  to.set(key, sums);
}

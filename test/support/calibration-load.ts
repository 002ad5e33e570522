import { fraction, hash } from '../../emulator/cloud/world/seed';
import type { Method } from '../../src/model';

export interface Kind {
  method: Method;
  path: string;
  json?: unknown;
}

export type Step = { atMs: number; process: number } & (
  | { kind: 'flush' }
  /** Charged at `atMs`, which lies between its start and its end. */
  | { kind: 'call'; call: Kind; startsAtMs: number; endsAtMs: number }
);

/** Calls that an app makes, the frequent ones listed more than once. `n` is any whole number. */
const kinds: readonly ((n: number) => Kind)[] = [
  ...Array.from({ length: 5 }, () => (n: number) => get(`/rest/api/3/issue/${issueId(n)}`)),
  ...Array.from(
    { length: 2 },
    () => (n: number) =>
      get(`/rest/api/3/search/jql?jql=created%20%3E%3D%20-3650d&maxResults=${10 + (n % 40)}`),
  ),
  ...Array.from(
    { length: 2 },
    () => (n: number) =>
      post('/rest/api/3/search/jql', { jql: 'created >= -3650d', maxResults: 5 + (n % 20) }),
  ),
  (n) => get(`/rest/api/3/user/search?query=a&maxResults=${5 + (n % 10)}`),
  (n) => get(`/rest/api/3/users/search?maxResults=${5 + (n % 20)}`),
  (n) => get(`/rest/api/3/group/bulk?maxResults=${3 + (n % 10)}`),
  () => get('/rest/api/3/project/search'),
  (n) => get(`/rest/api/3/issue/${issueId(n)}/comment`),
  (n) => get(`/rest/api/3/issue/${issueId(n)}/comment`),
  (n) => get(`/rest/api/3/issue/${issueId(n)}/changelog`),
  (n) => get(`/rest/api/3/issue/${issueId(n)}/changelog`),
  () => get('/rest/api/3/permissions'),
  () => get('/rest/api/3/serverInfo'),
  (n) => ({ method: 'PUT', path: `/rest/api/3/issue/${issueId(n)}`, json: { fields: { summary: 'x' } } }),
  (n) => get(`/rest/api/3/project/${10000 + (n % 12)}/versions`),
];

export interface LoadOptions {
  seed: number;
  processes: number;
  fromMs: number;
  untilMs: number;
}

/**
 * Invocations of one process at a time and now and then of two at once, each of some calls: mostly one after the other, at
 * times three in flight together, their answers out of order. Oldest first.
 */
export function workload({ seed, processes, fromMs, untilMs }: LoadOptions): Step[] {
  const steps: Step[] = [];
  const busyUntilMs = new Map<number, number>();
  let startMs = fromMs;
  for (let i = 0; startMs < untilMs; i += 1) {
    const chance = (what: string, n = 0): number => fraction(seed, what, i, n, fromMs / 1000);
    const process = Math.floor(chance('process') * processes);
    let atMs = Math.max(startMs, busyUntilMs.get(process) ?? 0);
    const calls = 2 + Math.floor(chance('calls') * 9);
    for (let n = 0; n < calls; n += 1) {
      const together = chance('together', n) < 0.12 ? 3 : 1;
      let longestMs = 0;
      for (let k = 0; k < together; k += 1) {
        const latencyMs = 60 + Math.floor(chance(`latency${k}`, n) * 340);
        const kind = kinds[Math.floor(chance(`kind${k}`, n) * kinds.length)];
        if (kind === undefined) continue;
        const endsAtMs = atMs + latencyMs;
        const chargedMs = atMs + Math.floor(latencyMs * chance(`charged${k}`, n));
        const call = kind(hash(seed, 'n', i, n, k));
        steps.push({ kind: 'call', atMs: chargedMs, process, call, startsAtMs: atMs, endsAtMs });
        longestMs = Math.max(longestMs, latencyMs);
      }
      atMs += longestMs + Math.floor(chance('work', n) * 80);
    }
    steps.push({ kind: 'flush', atMs, process });
    busyUntilMs.set(process, atMs);
    // Mostly pauses, so that the pool is not drained at once; sometimes the next begins while this one still runs.
    startMs =
      chance('overlap') < 0.15 ? startMs + 300 : atMs + Math.floor(-Math.log(1 - chance('pause')) * 15_000);
  }
  return steps.sort((a, b) => a.atMs - b.atMs);
}

const issueId = (n: number): number => 1_000_001 + (n % 300);
const get = (path: string): Kind => ({ method: 'GET', path });
const post = (path: string, json: unknown): Kind => ({ method: 'POST', path, json });

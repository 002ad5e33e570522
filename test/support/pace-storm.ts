import type { PaceOptions } from '../../src/pacing/rules';
import { seededRandom } from '../../demo/random';
import { PacedWorld, type Sent } from './pace-sender';
import { VirtualTime } from './virtual-time';
import { hourMs } from '../../src/time';

export interface StormOptions {
  seed: number;
  pace: PaceOptions | null;
  isolates: number;
  calls: number;
  /** What the call of this number is; `issues` are keys of the site. */
  sent: (n: number, issues: readonly string[]) => Sent;
}

export interface Storm {
  served: number;
  refused: number;
  /** Until the last was answered. */
  tookMs: number;
}

const startMs = Date.UTC(2026, 9, 5, 9, 0);

/** Many calls that all want to go at once, with points enough for all of them. */
export async function playStorm({ seed, pace, isolates, calls, sent }: StormOptions): Promise<Storm> {
  const time = new VirtualTime(startMs);
  const world = new PacedWorld({
    ...{ time, isolates, pace, chance: seededRandom(seed), quotaPoints: 10_000_000 },
  });
  let served = 0;
  let tookMs = 0;
  for (let n = 0; n < calls; n += 1) {
    void world.call(n, 'background', sent(n, world.issueKeys)).then((status) => {
      if (status < 300) served += 1;
      tookMs = time.nowMs() - startMs;
    });
  }
  await time.run(startMs + hourMs);
  const refused = Object.values(world.refused.background).reduce((sum, count) => sum + count, 0);
  return { served, refused, tookMs };
}

export const storms = {
  'one endpoint': (_n: number, issues: readonly string[]): Sent => ({
    method: 'GET',
    path: `/rest/api/3/issue/${issues[0] ?? ''}`,
  }),
  'one issue': (n: number, issues: readonly string[]): Sent => ({
    method: 'PUT',
    path: `/rest/api/3/issue/${issues[0] ?? ''}/properties/p${n % 7}`,
    body: { n },
  }),
} as const;

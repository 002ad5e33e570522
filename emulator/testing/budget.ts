/** What a feature may cost, said in a test: `expect(cloud).toHaveSpentAtMost(5, { feature: 'sync' })`. */
import { accountOf } from './spender';
import { textOrder } from '../../src/text-order';

export interface SpentOf {
  /** Calls of this feature only; left out: all calls of apps. */
  feature?: string;
  /** Calls of this app only. */
  app?: string;
}

interface Line {
  requests: number;
  points: number;
}

export interface Spent extends Line {
  /** Dearest first. */
  byEndpoint: { endpoint: string; requests: number; points: number }[];
}

/** @throws TypeError for what is no cloud. */
export function spentBy(cloud: unknown, { feature, app }: SpentOf = {}): Spent {
  const { cells, features } = accountOf(cloud).snapshot();
  const all = feature === undefined ? cells : features.filter((one) => one.feature === feature);
  const counted = all.filter((one) => (app === undefined ? one.app !== null : one.app === app));
  return summed(counted);
}

/** What any parts of an account come to together. */
export function summed(parts: readonly { byEndpoint: Readonly<Record<string, Line>> }[]): Spent {
  const lines = new Map<string, Line>();
  for (const [endpoint, { requests, points }] of parts.flatMap((one) => Object.entries(one.byEndpoint))) {
    const known = lines.get(endpoint) ?? { requests: 0, points: 0 };
    lines.set(endpoint, { requests: known.requests + requests, points: known.points + points });
  }
  const byEndpoint = [...lines].map(([endpoint, line]) => ({ endpoint, ...line }));
  byEndpoint.sort((a, b) => b.points - a.points || textOrder(a.endpoint, b.endpoint));
  const sum = (pick: (line: Line) => number) => byEndpoint.reduce((total, line) => total + pick(line), 0);
  return { requests: sum((line) => line.requests), points: sum((line) => line.points), byEndpoint };
}

/** Endpoints that a failure names; the rest is summed up. */
const named = 8;

function told({ requests, points, byEndpoint }: Spent, what: string, most: number): string {
  const lines = byEndpoint
    .slice(0, named)
    .map((line) => `  ${String(line.points).padStart(7)}  ${line.endpoint} (${line.requests} calls)`);
  const rest = byEndpoint.length - named;
  const more = rest > 0 ? [`           and ${rest} endpoints more`] : [];
  return [`${what} spent ${points} points in ${requests} calls, of ${most} allowed:`, ...lines, ...more].join(
    '\n',
  );
}

/** For `expect.extend` of Jest, and of whatever takes its shape. */
export const budgetMatchers = {
  toHaveSpentAtMost(
    cloud: unknown,
    mostPoints: number,
    of: SpentOf = {},
  ): { pass: boolean; message: () => string } {
    if (!(mostPoints >= 0))
      throw new TypeError(`toHaveSpentAtMost(${mostPoints}): points are a number from 0`);
    const spent = spentBy(cloud, of);
    const what = of.feature === undefined ? (of.app ?? 'The apps') : `The feature "${of.feature}"`;
    return { pass: spent.points <= mostPoints, message: () => told(spent, what, mostPoints) };
  },
};

/** For the types of a framework's `expect`; `R` is what its matchers give back. */
export interface BudgetMatchers<R> {
  /** Passes while the apps of the cloud spent no more points than these. */
  toHaveSpentAtMost: (mostPoints: number, of?: SpentOf) => R;
}

import type { ExperimentResult, ExperimentRoute } from './experiment';
import { experimentRoutes } from './experiment';
import { percentile } from '../percentile';

/** One call by one route. */
export interface ExperimentRow {
  call: number;
  route: ExperimentRoute;
  n: number;
  statuses: { status: number | null; n: number }[];
  /** Objects in the answers, fewest and most; `null` when none could be counted. */
  objects: { fewest: number; most: number } | null;
  medianMs: number | null;
  policy: string | null;
  /** Mean by estimate. 0 for the bridge, which is not charged. */
  pointsEach: number;
  /** Median by the header's difference, and of how many; `null` where `r` was not there. Others may have spent meanwhile. */
  difference: { points: number; n: number } | null;
}

export function summarise(results: readonly ExperimentResult[], calls: number): ExperimentRow[] {
  const differences = differencesOf(results);
  return Array.from({ length: calls }, (_, call) => call).flatMap((call) =>
    experimentRoutes.map((route) => {
      const own = results.filter((result) => result.call === call && result.route === route);
      const counted = own.flatMap(({ objects }) => objects ?? []);
      const seen = [...(differences.get(keyOf({ call, route })) ?? [])].sort((a, b) => a - b);
      const points = percentile(seen, 50);
      const spent = route === 'forge.bridge' ? 0 : own.reduce((sum, one) => sum + one.points.likely, 0);
      return {
        ...{ call, route, n: own.length },
        statuses: statusesOf(own),
        objects: counted.length === 0 ? null : { fewest: Math.min(...counted), most: Math.max(...counted) },
        medianMs: percentile(
          own.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b),
          50,
        ),
        policy: own.findLast(({ policy }) => policy !== null)?.policy ?? null,
        pointsEach: own.length === 0 ? 0 : Math.round((spent / own.length) * 10) / 10,
        difference: points === null ? null : { points, n: seen.length },
      };
    }),
  );
}

/**
 * What each charged call took from the pool, by the answers before and after it. Where bridge calls came between, what they
 * took is in it, too: it is theirs, less what the call itself takes elsewhere.
 */
function differencesOf(results: readonly ExperimentResult[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  const mixed: { of: ExperimentResult; bridge: ExperimentResult; points: number }[] = [];
  let last: number | null = null;
  let between: ExperimentResult[] = [];
  for (const result of results) {
    if (result.route === 'forge.bridge') {
      between.push(result);
      continue;
    }
    const { remainingPoints: left } = result;
    // More left than before: the hour turned in between.
    if (last !== null && left !== null && left <= last) {
      const [bridge] = between;
      if (bridge === undefined) add(found, result, last - left);
      else if (between.length === 1) mixed.push({ of: result, bridge, points: last - left });
    }
    last = left;
    between = [];
  }
  for (const { of, bridge, points } of mixed) {
    const own = percentile(
      [...(found.get(keyOf(of)) ?? [])].sort((a, b) => a - b),
      50,
    );
    if (own !== null) add(found, bridge, points - own);
  }
  return found;
}

function add(to: Map<string, number[]>, result: ExperimentResult, points: number): void {
  to.set(keyOf(result), [...(to.get(keyOf(result)) ?? []), points]);
}

function keyOf({ call, route }: Pick<ExperimentResult, 'call' | 'route'>): string {
  return `${call} ${route}`;
}

function statusesOf(results: readonly ExperimentResult[]): ExperimentRow['statuses'] {
  const counts = new Map<number | null, number>();
  for (const { status } of results) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, n]) => ({ status, n })).sort((a, b) => b.n - a.n);
}

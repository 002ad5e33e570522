import type { Advice } from './advice-views';
import type { Flow } from '../routes/route-flows';

/** An advice and what it would save of each flow's points, over the whole period, were it the only change. */
export interface Claim {
  advice: Advice;
  saves: ReadonlyMap<Flow, number>;
}

/**
 * Savings of one endpoint side by side: the largest first, each later one of what the earlier ones leave of its calls. So they add
 * up to no more than the calls cost, and no two claim the same points.
 * @param days of the period; savings become those of a day
 */
export function combinedSavings(claims: readonly Claim[], days: number): Advice[] {
  const left = new Map<Flow, number>();
  const ofDay = (points: number): number => Math.round(points / days);
  return [...claims]
    .map((claim) => ({ ...claim, alone: [...claim.saves.values()].reduce((sum, points) => sum + points, 0) }))
    .sort((a, b) => b.alone - a.alone)
    .map(({ advice, saves, alone }) => {
      let combined = 0;
      for (const [flow, points] of saves) {
        const share = left.get(flow) ?? 1;
        combined += points * share;
        const part = flow.worth.likely > 0 ? Math.min(1, Math.max(0, points / flow.worth.likely)) : 1;
        left.set(flow, share * (1 - part));
      }
      return { ...advice, savesPointsADay: ofDay(combined), aloneSavesPointsADay: ofDay(alone) };
    });
}

const plain = {
  ...{ savesPointsADay: null, aloneSavesPointsADay: null },
  ...{ bulk: null, hour: null, quiet: null, firstShare: null },
} as const;

/** What a rule says of these calls of one endpoint; `null` for none. @param saves of each flow, where it is not all of it */
export function claimOf(
  kind: Advice['kind'],
  flows: readonly Flow[],
  saves = (flow: Flow): number => flow.worth.likely,
): Claim | null {
  const [first] = flows;
  if (first === undefined) return null;
  const { pool, method, template } = first;
  const calls = flows.reduce((all, { requests }) => all + requests, 0);
  return {
    advice: { ...plain, kind, endpoint: { pool, method, template }, calls },
    saves: new Map(flows.map((flow) => [flow, saves(flow)])),
  };
}

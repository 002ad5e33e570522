/** Two budgets side by side: what became dearer, and by which endpoint. */
import type { Budget } from './budget-file';
import { textTable } from './text-table';

/** How much dearer a feature may become. */
export type Allowance = { percent: number } | { points: number };

export interface FeatureChange {
  feature: string;
  /** Points; `null` where the feature is not there. */
  base: number | null;
  head: number | null;
  /** The endpoint whose points grew most; `null` where none did. */
  grew: { endpoint: string; byPoints: number; baseRequests: number; headRequests: number } | null;
  isTooDear: boolean;
}

/** A feature that the base has not is new, and never too dear: there is nothing that it could have grown from. */
export function compareBudgets(base: Budget, head: Budget, allowance: Allowance): FeatureChange[] {
  const [before, after] = [byName(base), byName(head)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.map((feature) => {
    const [was, is] = [before.get(feature), after.get(feature)];
    const allowed = was === undefined ? Infinity : was.points + growth(was.points, allowance);
    return {
      ...{ feature, base: was?.points ?? null, head: is?.points ?? null },
      grew: was === undefined || is === undefined ? null : grownMost(was, is),
      isTooDear: is !== undefined && is.points > allowed,
    };
  });
}

function growth(points: number, allowance: Allowance): number {
  return 'points' in allowance ? allowance.points : (points * allowance.percent) / 100;
}

interface Line {
  requests: number;
  points: number;
}

interface Known {
  points: number;
  endpoints: Map<string, Line>;
}

/** Files of several suites may have the same feature: its parts count together. */
function byName({ features }: Budget): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const { feature, points, byEndpoint } of features) {
    const one = known.get(feature) ?? { points: 0, endpoints: new Map<string, Line>() };
    one.points += points;
    for (const { endpoint, ...line } of byEndpoint) {
      const so = one.endpoints.get(endpoint) ?? { requests: 0, points: 0 };
      one.endpoints.set(endpoint, {
        requests: so.requests + line.requests,
        points: so.points + line.points,
      });
    }
    known.set(feature, one);
  }
  return known;
}

function grownMost(was: Known, is: Known): FeatureChange['grew'] {
  const none = { requests: 0, points: 0 };
  let most: FeatureChange['grew'] = null;
  for (const [endpoint, now] of is.endpoints) {
    const then = was.endpoints.get(endpoint) ?? none;
    const byPoints = now.points - then.points;
    if (byPoints > (most?.byPoints ?? 0))
      most = { endpoint, byPoints, baseRequests: then.requests, headRequests: now.requests };
  }
  return most;
}

const signed = (points: number) => (points > 0 ? `+${points}` : String(points));

export function comparisonText(changes: readonly FeatureChange[]): string {
  const rows = changes.map(({ feature, base, head, grew }) => [
    ...[feature, base ?? 'new', head ?? 'gone'],
    base === null || head === null ? '' : signed(head - base),
    grew === null
      ? ''
      : `${signed(grew.byPoints)} ${grew.endpoint} (${grew.baseRequests} to ${grew.headRequests} calls)`,
  ]);
  return textTable([['Feature', 'Base', 'Head', 'Difference', 'Grew most'], ...rows], [1, 2, 3]);
}

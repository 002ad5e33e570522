import { fraction } from '../../emulator/cloud/world/seed';
import type { TruthKind, TruthShape } from './truth-world';

type Charge = TruthKind['charge'];

const flat =
  (points: number): Charge =>
  () =>
    points;
const perObject =
  (points: number, base = 1): Charge =>
  ({ objects }) =>
    base + points * objects;
const get = (path: string, share: number, objects: readonly [number, number], charge: Charge): TruthKind => ({
  ...{ method: 'GET', path: `/rest/api/3/${path}`, share, objects, charge },
});

/** Endpoints of a usual site; some are charged otherwise than anybody has published. */
const usual: readonly TruthKind[] = [
  get('search/jql', 3, [10, 90], perObject(1)),
  get('issue/10001', 4, [1, 1], perObject(1)),
  get('users/search', 1, [5, 40], perObject(3)),
  get('project/search', 1, [10, 40], flat(1)),
  get('issue/10001/changelog', 2, [5, 30], perObject(2)),
  get('group/bulk', 1, [3, 12], perObject(3)),
  get('issue/10001/comment', 2, [1, 20], perObject(1)),
];
const meanPoints = meanOf(usual);

const day = (minute: number): number => (minute / 60) % 24;
const isOffice = (minute: number): boolean => day(minute) >= 8 && day(minute) < 18;
/** Calls a minute that draw so large a part of the quota an hour. */
const calls = (share: number): number => (share * 65_000) / meanPoints / 60;
const noise = (chance: number): number => 0.6 + 0.8 * chance;
const steady =
  (loud: number, quiet = 0.15) =>
  (minute: number, chance: (what: string) => number): number =>
    calls(isOffice(minute) ? loud : quiet) * noise(chance('load'));
const nobody = (): number => 0;
const others =
  (share: number) =>
  (minute: number, chance: (what: string) => number): number =>
    isOffice(minute) ? ((share * 65_000) / 60) * -Math.log(1 - 0.99 * chance('others')) : 0;
const base = { kinds: usual, callsAMinute: steady(0.93), others: nobody } satisfies TruthShape;
const with_ = (kind: TruthKind): readonly TruthKind[] => [...usual.slice(1), kind];

/** Shapes that the estimator was built beside. */
export const knownShapes: Readonly<Record<string, TruthShape>> = {
  office: base,
  'others a third': { ...base, callsAMinute: steady(0.7), others: others(0.23) },
  'others as much': { ...base, callsAMinute: steady(0.46), others: others(0.46) },
  'price in mid-week': {
    ...base,
    priceChangesAtHour: 36,
    kinds: with_(
      get('search/jql', 3, [10, 90], ({ objects, atHour }) => 1 + (atHour < 36 ? 1 : 1.5) * objects),
    ),
  },
  'drip and noon spike': {
    ...base,
    callsAMinute: (minute, chance) =>
      calls(day(minute) >= 12 && day(minute) < 14 ? 1.02 : 0.1) * noise(chance('load')),
  },
  'headers on a half': { ...base, headerless: 0.5 },
  'body decides': {
    ...base,
    kinds: with_(
      get('search/jql', 3, [10, 90], ({ objects, chance }) => 1 + objects * (chance < 0.1 ? 3 : 1)),
    ),
  },
  'clock 90 s ahead': { ...base, clockAheadMs: 90_000 },
  'clock 90 s behind': { ...base, clockAheadMs: -90_000 },
};

/** Shapes that were added when the first estimator stood. */
export const unseenShapes: Readonly<Record<string, TruthShape>> = {
  'half unmetered': { ...base, unmeteredShare: 0.5 },
  'retries at once': {
    ...base,
    callsAMinute: (minute, chance) => steady(0.93)(minute, chance) / 3,
    retries: 3,
  },
  'huge import': {
    ...base,
    callsAMinute: (minute, chance) =>
      calls(day(minute) % 6 < 1 && minute % 60 >= 20 ? 4 : 0.08) * noise(chance('load')),
  },
  'slow answers': { ...base, latencyMs: 6_000, processes: 4 },
  'night job': {
    ...base,
    callsAMinute: (minute, chance) =>
      calls(day(minute) >= 1 && day(minute) < 4 ? 0.98 : 0.2) * noise(chance('load')),
  },
  'others at the hour': {
    ...base,
    callsAMinute: steady(0.5),
    others: (minute) => (isOffice(minute) && minute % 60 < 10 ? 2_700 : 0),
  },
  'many processes': { ...base, processes: 8 },
};

/** A shape by chance alone: its prices, load and others follow from the seed. */
export function drawnShape(seed: number): TruthShape {
  const chance = (what: string, n = 0): number => fraction(seed, 'shape', what, n);
  const kinds = usual.map((kind, i): TruthKind => {
    const points = [0, 1, 1, 2, 3][Math.floor(chance('points', i) * 5)] ?? 1;
    return { ...kind, share: 0.5 + 4 * chance('share', i), charge: perObject(points) };
  });
  const mean = meanOf(kinds);
  const foreign = 0.5 * chance('foreign') ** 2;
  const own = (0.85 + 0.25 * chance('own') - foreign) * (meanPoints / mean);
  return {
    kinds,
    callsAMinute: steady(own, own * 0.2),
    others: others(foreign),
    headerless: chance('headers') < 0.3 ? 0.4 * chance('headerless') : 0,
    clockAheadMs: chance('clock') < 0.3 ? Math.round(120_000 * (chance('ahead') - 0.5)) : 0,
    processes: 1 + Math.floor(5 * chance('processes')),
    latencyMs: 100 + 2_000 * chance('latency') ** 2,
  };
}

/** Points of a call on average. */
function meanOf(kinds: readonly TruthKind[]): number {
  const total = kinds.reduce((sum, { share }) => sum + share, 0);
  const points = ({ objects: [least, most], charge }: TruthKind): number =>
    charge({ objects: (least + most) / 2, atHour: 0, chance: 0.5 });
  return kinds.reduce((sum, kind) => sum + kind.share * points(kind), 0) / total;
}

import type { MeasuredCost } from './calibrate';
import { keyOf } from './measured-prices';
import { gate, type Takeable } from './price-gate';
import { firstTable, isNoticed, pinned, renewed, reset, undone } from './price-table';

function cost(template: string, likely: number, half: number, calls = 100): MeasuredCost {
  return {
    ...{ product: 'jira', method: 'GET', template: `/rest/api/3/${template}`, calls, pairs: calls },
    points: { low: likely - half, likely, high: likely + half },
    ...{ basePoints: likely, objectPoints: 0, meanObjects: 0, callDeviation: 0 },
  };
}

function measured(...costs: MeasuredCost[]): Takeable {
  return { costs, pairs: 400, outliers: 0, ...gate(costs) };
}

const names = ({ takeable }: Takeable): string[] => [...takeable].map((key) => key.replace(/.*\/3\//, ''));
const field = cost('field', 10, 1);
const key = keyOf(field);
const booked = new Map([[key, 8]]);

describe('the gate', () => {
  it('takes all of 5 calls or more together once their half-widths are 15% of what they cost', () => {
    const wide = cost('status', 1, 2);
    expect(names(measured(cost('field', 20, 1), wide, cost('role', 5, 0.1, 4)))).toEqual(['field', 'status']);
  });

  it('takes none of them together while the dear part of what calls cost is hardly measured', () => {
    const dear = cost('search', 150, 40, 4);
    expect(measured(cost('status', 1, 0.1, 20), cost('role', 5, 0.5, 20), dear).isPortfolio).toBe(false);
  });

  it('else lets each through that is sure, and each whose interval leaves the published price out', () => {
    // A list of fields is published as one point.
    const far = cost('field', 30, 9);
    const near = cost('status', 1, 2);
    const all = measured(far, near, cost('role', 8, 0.5));
    expect(all.isPortfolio).toBe(false);
    expect(names(all)).toEqual(['field', 'role']);
    expect(names(measured())).toEqual([]);
  });
});

describe('prices that are taken over by themselves', () => {
  it('are written down with what was before, and again only where they moved', () => {
    const first = renewed(firstTable, measured(field), booked, 1_000);
    expect(first.prices).toMatchObject([{ basePoints: 10, relativeError: 0.1, atMs: 1_000 }]);
    expect(first.moves).toMatchObject([{ before: null, fromPoints: 8, toPoints: 10, isByItself: true }]);
    expect(isNoticed(first.moves[0]!)).toBe(true);
    expect(renewed(first, measured(cost('field', 10.05, 1)), booked, 2_000)).toBe(first);
    const second = renewed(first, measured(cost('field', 10.5, 1)), booked, 3_000);
    expect(second.moves).toMatchObject([{ fromPoints: 10, toPoints: 10.5 }, { toPoints: 10 }]);
    expect(isNoticed(second.moves[0]!)).toBe(false);
  });

  it('are not written down again where their interval ends at 0 and stays as it was', () => {
    const wide: MeasuredCost = { ...cost('status', 1, 2), points: { low: 0, likely: 1, high: 3 } };
    const both = measured(cost('field', 20, 1), wide);
    const first = renewed(firstTable, both, booked, 1_000);
    expect(first.prices).toHaveLength(2);
    expect(renewed(first, both, booked, 2_000)).toBe(first);
  });

  it('leave pinned prices alone, and everything where an administrator wants to be asked', () => {
    const held = pinned(firstTable, new Set([key]));
    expect(renewed(held, measured(field), booked, 1_000)).toBe(held);
    const asking = { ...firstTable, mode: 'ask' as const };
    expect(renewed(asking, measured(field), booked, 1_000)).toBe(asking);
  });

  it('are undone for good, step by step', () => {
    const first = renewed(firstTable, measured(field), booked, 1_000);
    const second = renewed(first, measured(cost('field', 15, 1)), booked, 2_000);
    const back = undone(second, new Set([key]));
    expect(back.prices).toEqual(first.prices);
    expect(renewed(back, measured(cost('field', 15, 1)), booked, 3_000)).toBe(back);
    expect(undone(back, new Set([key])).prices).toEqual([]);
    expect(undone(firstTable, new Set([key]))).toBe(firstTable);
    const gone = reset(second, new Set([key]));
    expect([gone.prices, gone.pins]).toEqual([[], [key]]);
  });
});

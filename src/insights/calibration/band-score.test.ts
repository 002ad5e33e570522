import * as fc from 'fast-check';
import type { CounterSample } from '../../usage/counter-sample';
import { book, emptyHourUsage } from '../../usage/hour-usage';
import { hourOf, startOfHourMs } from '../../usage/hour';
import type { Observation } from '../../model';
import { bandScore, wideningOf } from './band-score';
import { firstTable, scored, type AdoptedPrice } from './price-table';

const hour = hourOf(Date.UTC(2026, 9, 9, 8));
const template = '/rest/api/3/users/search';
const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' } as const;

/** Calls that cost 1 and 3 an object, booked at so many points an object with an error of a tenth. */
function usageOf(bookedAtObject: number, pairs = 60): ReturnType<typeof emptyHourUsage> {
  const usage = emptyHourUsage();
  for (let i = 0; i < 60; i += 1) {
    const objects = 5 + (i % 9);
    const likely = 1 + bookedAtObject * objects;
    const points = { low: 0.9 * likely, likely, high: 1.1 * likely };
    const atMs = startOfHourMs(hour) + 3_000_000 + i * 1000;
    const seen: Observation = {
      ...{ pool, atMs, latencyMs: 100, route: 'forge.asApp', trigger: 'schedule', tag: null, method: 'GET' },
      ...{ template, status: 200, points, basis: 'measured', objects, limits: null },
    };
    book(usage, seen);
    const pair: CounterSample = {
      ...{ pool: 'own|PRODUCTION|jira', endedAtMs: atMs, elapsedMs: 200, drawnPoints: 1 + 3 * objects },
      calls: [{ endpoint: `GET ${template}`, calls: 1, objects }],
    };
    if (i < pairs) usage.pairs.push(pair);
  }
  return usage;
}

const scoreOf = (usage: ReturnType<typeof emptyHourUsage>) => bandScore(new Map([[hour, { usage }]]), hour);

describe('the band of an hour in which the counter spoke', () => {
  it('held where what the readings say of its calls lies inside, and missed where it lies outside', () => {
    expect(scoreOf(usageOf(3.2))).toEqual({ hour, isHeld: true });
    expect(scoreOf(usageOf(2))).toEqual({ hour, isHeld: false });
  });

  it('is not scored by a few readings, nor without any', () => {
    expect(scoreOf(usageOf(3, 29))).toBeNull();
    expect(bandScore(new Map(), hour)).toBeNull();
  });

  it('counts once, and only where the hour began at measured prices', () => {
    const price: AdoptedPrice = {
      ...({ product: 'jira', method: 'GET', template, basis: 'measured' } as const),
      ...{ basePoints: 1, objectPoints: 3, source: 'here', atMs: startOfHourMs(hour) + 60_000, calls: 40 },
    };
    const score = { hour, isHeld: true };
    expect(scored(firstTable, score)).toBe(firstTable);
    const table = { ...firstTable, prices: [price] };
    const once = scored(table, score);
    expect(once.scores).toEqual([score]);
    expect(scored(once, score)).toBe(once);
    expect(scored(table, { hour: hour - 1, isHeld: true })).toBe(table);
  });
});

describe('the widening of bands', () => {
  const scores = (held: readonly boolean[]) => held.map((isHeld, i) => ({ hour: hour - i, isHeld }));

  it('grows by a fifth with a miss and goes back in twenty hours that held', () => {
    expect(wideningOf([])).toBe(1);
    expect(wideningOf(scores([false]))).toBeCloseTo(1.19, 6);
    expect(wideningOf(scores([...Array<boolean>(19).fill(true), false]))).toBeCloseTo(1, 6);
    expect(wideningOf(scores(Array<boolean>(40).fill(false)))).toBe(3);
  });

  it('is never below 1 nor above 3, and no miss narrows it', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 100 }), (held) => {
        const wide = wideningOf(scores(held));
        return wide >= 1 && wide <= 3 && wideningOf(scores([false, ...held])) >= wide;
      }),
    );
  });
});

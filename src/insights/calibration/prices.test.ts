import { kvs } from '@forge/kvs';
import { readExperimentCall } from '../../admin/experiment/experiment-calls';
import { probePointsAnHour } from '../../admin/experiment/probe-price';
import { PriceBook } from '../../app/price-book';
import { priceCall } from '../../costs/price-call';
import { priceOverrides } from '../../costs/overrides';
import { readChangePrices } from '../../admin/contract/change-asks';
import { pricesKey } from '../../ledger/names';
import { firstTable, type AdoptedPrice } from './price-table';
import { changePriceTable, readOverrides, readPriceTable } from '../../ledger/prices';
import { openLedgerHarness } from '../../../test/support/ledger-harness';

const users: AdoptedPrice = {
  ...{ product: 'jira', method: 'GET', template: '/rest/api/3/users/search', basis: 'measured' },
  ...{ basePoints: 1, objectPoints: 3, relativeError: 0.1, source: 'measured here from Atlassian’s counter' },
  ...{ atMs: 1_791_562_187_728, calls: 40 },
};
const call = {
  product: 'jira',
  method: 'GET',
  path: '/rest/api/3/users/search',
  status: 200,
  named: null,
} as const;

describe('prices that were taken over', () => {
  it('are kept by the installation, and what is none of ours counts as none', async () => {
    const harness = openLedgerHarness();
    expect(await readPriceTable()).toEqual(firstTable);
    expect(await readOverrides()).toBeUndefined();
    const move = {
      ...({ product: 'jira', method: 'GET', template: users.template, atMs: users.atMs } as const),
      ...{ before: null, fromPoints: 21, toPoints: 31, isByItself: true },
    };
    const table = {
      mode: 'ask' as const,
      prices: [users],
      pins: ['jira GET /rest/api/3/field'],
      moves: [move],
      scores: [{ hour: 497_656, isHeld: true }],
    };
    await changePriceTable(() => table);
    expect(await readPriceTable()).toEqual(table);
    await kvs.set(pricesKey, { v: 1, prices: [{ product: 'jira' }, 'odd', { ...users, base: -1 }] });
    expect(await readPriceTable()).toEqual(firstTable);
    harness.service.close();
  });

  it('book a call at the measured cost with its error, say so, and leave other endpoints alone', () => {
    const overrides = priceOverrides([users]);
    expect(priceCall({ ...call, objects: 10, overrides })).toMatchObject({
      ...{ basis: 'measured', points: { likely: 31, low: expect.closeTo(27.9) as number } },
    });
    const other = { ...call, path: '/rest/api/3/issue/A-1', objects: 1 };
    expect(priceCall({ ...other, overrides })).toEqual(priceCall(other));
  });

  it('are what an experiment and the probe are reckoned with', () => {
    const overrides = priceOverrides([users]);
    expect(
      readExperimentCall('GET /rest/api/3/users/search?maxResults=10', overrides).points.high,
    ).toBeCloseTo(34.1, 6);
    const probe = { ...users, template: '/rest/api/3/mypermissions', basePoints: 4, objectPoints: 0 };
    expect(probePointsAnHour(priceOverrides([probe])).likely).toBe(24);
    expect(probePointsAnHour(overrides)).toEqual(probePointsAnHour());
  });

  it('reach a process with a read each quarter of an hour at most, and stay when storage fails', async () => {
    let reads = 0;
    let fails = false;
    const book = new PriceBook(() => {
      reads += 1;
      return fails ? Promise.reject(new Error('storage is down')) : Promise.resolve(priceOverrides([users]));
    });
    expect(book.of('site-a')).toBeUndefined();
    await book.refresh('site-a', 0);
    await book.refresh('site-a', 14 * 60_000);
    expect([reads, book.of('site-a')?.size, book.of('site-b')]).toEqual([1, 1, undefined]);
    fails = true;
    await book.refresh('site-a', 16 * 60_000);
    expect([reads, book.of('site-a')?.size]).toEqual([2, 1]);
  });
});

describe('a wish to change prices', () => {
  const { product, method, template } = users;

  it('names what to do and with which endpoints', () => {
    const change = { kind: 'adopt', endpoints: [{ product, method, template, more: 1 }] };
    expect(readChangePrices({ change }).change).toEqual({
      kind: 'adopt',
      endpoints: [{ product, method, template }],
    });
  });

  it.each([
    [{ kind: 'double', endpoints: [] }],
    [{ endpoints: [] }],
    [{ kind: 'reset', endpoints: 'all' }],
    [{ kind: 'reset', endpoints: [{ product: 'trello', method, template }] }],
    [{ kind: 'reset', endpoints: Array.from({ length: 201 }, () => ({ product, method, template })) }],
  ])('is refused as %j', (change) => {
    expect(() => readChangePrices({ change })).toThrow();
  });
});

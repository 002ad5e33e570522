import { kvs } from '@forge/kvs';
import { dayFromHours } from '../usage/day-account';
import { emptyHourAccount } from '../usage/hour-account';
import { book } from '../usage/hour-usage';
import { openLedgerHarness } from '../../test/support/ledger-harness';
import { observation } from '../../test/support/observation';
import { readStoredDays, writeDay } from './stored-days';

const firstDay = 20_700;

/** Days with so many endpoints each; a hundred take some 10 KB. */
async function storedDays(days: number, endpointsOf: (place: number) => number) {
  const harness = openLedgerHarness();
  for (let place = 0; place < days; place += 1) {
    const account = emptyHourAccount();
    for (let i = 0; i < endpointsOf(place); i += 1)
      book(account.usage, observation({ template: `/rest/api/3/some/longer/path/thing${i}/{id}` }));
    await writeDay(firstDay + place, dayFromHours(new Map([[(firstDay + place) * 24, account]])), true, null);
    harness.clock.advance(2_000);
  }
  harness.clock.advance(60_000);
  return harness;
}

const range = (days: number): number[] => Array.from({ length: days }, (_, place) => firstDay + place);

/** How many values each call asked for, and how many days came of them. */
async function readOf(days: number): Promise<{ asked: number[]; found: number }> {
  const batchGet = jest.spyOn(kvs, 'batchGet');
  const { days: read } = await readStoredDays(range(days));
  const asked = batchGet.mock.calls.map(([items]) => items.length);
  return { asked, found: [...read.values()].filter(({ kind }) => kind === 'found').length };
}

afterEach(() => jest.restoreAllMocks());

it('reads 25 days a call once it has seen how small they are, and the retention with the first', async () => {
  const harness = await storedDays(60, () => 3);
  expect(await readOf(60)).toEqual({ asked: [16, 25, 20], found: 60 });
  harness.service.close();
});

it('reads fewer where a day is so large that 25 of them would be more than 4 MB', async () => {
  const harness = await storedDays(40, (place) => (place === 3 ? 1_900 : 1));
  const { asked, found } = await readOf(40);
  expect(found).toBe(40);
  expect(asked[0]).toBe(16);
  expect(asked[1]).toBeGreaterThanOrEqual(16);
  expect(asked[1]).toBeLessThan(25);
  harness.service.close();
});

it('reads a batch again in two where it was too long, and loses none of its days', async () => {
  const harness = await storedDays(60, () => 3);
  const batchGet = kvs.batchGet.bind(kvs);
  const refusing: typeof kvs.batchGet = async (items) => {
    if (items.length > 16) throw new Error('too much');
    return batchGet(items);
  };
  jest.spyOn(kvs, 'batchGet').mockImplementation(refusing);
  const { days: read } = await readStoredDays(range(60));
  expect([...read.values()].every(({ kind }) => kind === 'found')).toBe(true);
  expect([...read.keys()]).toEqual(range(60));
  harness.service.close();
});

it('says of each day of a batch that does not come that it failed, and reads the others', async () => {
  const harness = await storedDays(30, () => 3);
  let calls = 0;
  const batchGet = kvs.batchGet.bind(kvs);
  const refusing: typeof kvs.batchGet = async (items) => {
    calls += 1;
    if (calls === 1) throw new Error('down');
    return batchGet(items);
  };
  jest.spyOn(kvs, 'batchGet').mockImplementation(refusing);
  const { days: read, retention } = await readStoredDays(range(30));
  expect(retention).toBe('failed');
  expect([...read.values()].map(({ kind }) => kind)).toEqual([
    ...new Array<string>(15).fill('failed'),
    ...new Array<string>(15).fill('found'),
  ]);
  harness.service.close();
});

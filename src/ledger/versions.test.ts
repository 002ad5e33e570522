import { readFileSync } from 'node:fs';
import { kvs } from '@forge/kvs';
import { callsIn } from '../usage/hour-usage';
import { sumKey } from '../usage/keys';
import { decodeHour, encodeHour } from '../usage/hour-account';
import { decodeRecord, encodeRecord } from '../usage/record';
import { dayEntity, hourEntity } from './names';
import { readStoredDays, writeDay } from './stored-days';
import { readHours } from './read-hours';
import { rollUp } from './roll-up';
import { openLedgerHarness } from '../../test/support/ledger-harness';

interface Fixture {
  key: string;
  value: Record<string, unknown>;
}

const always = (): boolean => true;
const versions = [1, 2, 3, 4, 5];
const fixture = (version: number, name: string): Fixture =>
  JSON.parse(readFileSync(`test/fixtures/ledger/v${version}/${name}.json`, 'utf8')) as Fixture;
const read = sumKey({
  ...{ pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' }, route: 'forge.asApp' },
  ...{ trigger: 'schedule', tag: null, method: 'GET', template: '/rest/api/3/issue/{issueIdOrKey}' },
});

describe.each(versions)('what version %i of the schema stored', (version) => {
  it('is read with every figure', () => {
    const record = decodeRecord(fixture(version, 'record').value);
    expect([...(record?.hours.keys() ?? [])]).toEqual([497_656, 497_657]);
    expect([...(record?.hours.values() ?? [])].map(callsIn)).toEqual([3, 1]);
    const hour = decodeHour(fixture(version, 'hour').value['body']);
    expect(hour).toMatchObject({ addedRecords: 1, addedCalls: 3, writeFailures: 0, lostRecords: 0 });
    expect([...(hour?.merged ?? [])]).toEqual([['a1b2c3d4e5f6', [1, 1]]]);
    expect(hour?.usage.sums.get(read)).toMatchObject({
      ...{ requests: 2, lowMilli: 4000, likelyMilli: 4000, highMilli: 4000 },
      leastBurst: { remainingRequests: 349, limitRequests: 350 },
    });
    expect(hour?.usage.throttles.map(({ reasonRaw }) => reasonRaw)).toEqual(['jira-quota-global-based']);
    expect(hour?.usage.policies.size).toBe(1);
  });

  it('is written on in the newest version without losing anything', () => {
    const record = decodeRecord(fixture(version, 'record').value)!;
    expect(decodeRecord(JSON.parse(JSON.stringify(encodeRecord(record))))).toEqual(record);
    const hour = decodeHour(fixture(version, 'hour').value['body'])!;
    expect(decodeHour(JSON.parse(JSON.stringify(encodeHour(hour))))).toEqual(hour);
  });

  it('goes on being counted once: its hour lists its record', async () => {
    const harness = openLedgerHarness();
    const [hour, record] = [fixture(version, 'hour'), fixture(version, 'record')];
    await kvs.entity(hourEntity).set(hour.key, hour.value);
    await kvs.set(record.key, record.value);
    await rollUp({ nowMs: harness.clock.now(), isCounted: always });
    const { hours, integrity } = await readHours([497_656, 497_657], always);
    expect([...hours.values()].map(({ usage }) => callsIn(usage))).toEqual([3, 1]);
    expect(integrity).toMatchObject({
      numberedRecords: 1,
      mergedRecords: 1,
      waitingRecords: 0,
      unbalancedHours: 0,
    });
    harness.service.close();
  });
});

describe.each(versions.filter((version) => version > 1))('a day that version %i stored', (version) => {
  it('is read with every figure, and written on without losing anything', async () => {
    const harness = openLedgerHarness();
    const { key, value } = fixture(version, 'day');
    await kvs.entity(dayEntity).set(key, value);
    const reading = (await readStoredDays([20_735])).days.get(20_735);
    if (reading?.kind !== 'found') throw new Error('The day was not read.');
    const { account } = reading;
    expect([reading.isClosed, callsIn(account.usage)]).toEqual([true, 3]);
    expect([...account.hours].map(([hour, usage]) => [hour, callsIn(usage)])).toEqual([[497_656, 3]]);
    expect(account.usage.sums.get(read)).toMatchObject({
      ...{ requests: 2, lowMilli: 4000, likelyMilli: 4000, highMilli: 4000 },
      leastBurst: { remainingRequests: 349, limitRequests: 350 },
    });
    expect(await writeDay(20_735, account, true, reading.stamp)).toBe(true);
    const again = (await readStoredDays([20_735])).days.get(20_735);
    expect(again).toMatchObject({ kind: 'found', account });
    harness.service.close();
  });
});

it('version 4 also keeps objects, kinds, first readings and minutes, of which the earlier ones say that they are not known', () => {
  for (const version of versions) {
    const isKept = version >= 4;
    const { usage } = decodeHour(fixture(version, 'hour').value['body'])!;
    const window = 497_656;
    expect(usage.sums.get(read)).toMatchObject({
      ...{ objects: isKept ? 3 : 0, countedRequests: isKept ? 2 : 0 },
      kinds: new Map(isKept ? [['fields', { requests: 1, likelyMilli: 2000 }]] : []),
    });
    const [mark] = [...usage.policies.values()];
    expect(mark).toMatchObject({
      window,
      first: isKept ? { atMs: mark!.lastAtMs - 60_000, remaining: 9250, window } : null,
    });
    const byMinute = new Map([
      [8, 2000],
      [9, 2000],
    ]);
    expect(usage.minutes).toEqual({
      routes: new Map(isKept ? [['own|PRODUCTION|jira|forge.asApp', byMinute]] : []),
      endpoints: new Map(
        isKept ? [['own|PRODUCTION|jira|GET|/rest/api/3/issue/{issueIdOrKey}', byMinute]] : [],
      ),
    });
  }
});

it('a busy hour that version 4 stored is read with what back ends reported and with its lists', async () => {
  const harness = openLedgerHarness();
  const values = JSON.parse(readFileSync('test/fixtures/ledger/v4/busy-hour.json', 'utf8')) as Fixture[];
  for (const { key, value } of values) await kvs.entity(hourEntity).set(key, value);
  await kvs.set(fixture(4, 'record').key, fixture(4, 'record').value);
  await rollUp({ nowMs: harness.clock.now(), isCounted: always });
  const { hours, integrity } = await readHours([497_656], always, { withLists: true });
  expect(callsIn(hours.get(497_656)!.usage)).toBe(5);
  expect(integrity).toMatchObject({
    mergedRecords: 2,
    waitingRecords: 0,
    missingRecords: 0,
    unbalancedHours: 0,
  });
  harness.service.close();
});

import { kvs } from '@forge/kvs';
import { hourOf } from '../../src/usage/hour';
import { emptyHourUsage } from '../../src/usage/hour-usage';
import { foldedEndpoints } from '../../src/insights/endpoints/endpoints';
import { hourEntity, hourKey } from '../../src/ledger/names';
import { listQuarantined } from '../../src/ledger/quarantine';
import { readHours, type LedgerReading } from '../../src/ledger/read-hours';
import { rollUp, type RollUpOptions } from '../../src/ledger/roll-up';
import { Writer } from '../../src/ledger/writer';
import type { Operation } from '../../emulator/forge/storage/operations';
import { gate } from '../storage/harness';
import { openLedgerHarness, type LedgerHarness } from '../support/ledger-harness';
import { capturedAtMs, observation } from '../support/observation';

const hour = hourOf(capturedAtMs);
const hourMs = 3_600_000;
const always = (): boolean => true;
/** The roll-up at the desk's time. */
const rolling = (): RollUpOptions => ({ nowMs: harness.clock.now(), isCounted: always });

let harness: LedgerHarness;
beforeEach(() => {
  harness = openLedgerHarness();
});
afterEach(() => {
  harness.service.close();
});

let writers = 0;
function newWriter(): Writer {
  writers += 1;
  return new Writer(`writer${String(writers).padStart(6, '0')}`);
}

function bookCalls(writer: Writer, calls: number, atMs = capturedAtMs): void {
  for (let i = 0; i < calls; i += 1) writer.book(observation({ atMs }));
}

async function read(): Promise<LedgerReading> {
  return readHours([hour - 1, hour, hour + 1], always);
}

async function requestsShown(): Promise<number> {
  const { hours } = await read();
  return [...hours.values()]
    .flatMap(({ usage }) => [...usage.sums.values()])
    .reduce((sum, { requests }) => sum + requests, 0);
}

/** Faults for the next requests of one operation, in order; then none. */
function failNext(
  operation: Operation,
  ...faults: Exclude<ReturnType<NonNullable<LedgerHarness['faults']>>, null>[]
): void {
  harness.faults = (request) => (request.operation === operation ? (faults.shift() ?? null) : null);
}

describe('a writer', () => {
  it('stores all calls of an invocation in one write and reads nothing', async () => {
    const writer = newWriter();
    bookCalls(writer, 10);
    expect(await writer.flush(capturedAtMs)).toBe(true);
    const { byOperation } = harness.service.accounting();
    expect(byOperation).toEqual({ set: 1 });
    expect(await requestsShown()).toBe(10);
  });

  it('writes nothing when no call was made', async () => {
    expect(await newWriter().flush(capturedAtMs)).toBe(false);
    expect(harness.service.accounting().byOperation).toEqual({});
  });

  it('keeps what storage refused, sends it with the next flush, and says that a write failed', async () => {
    const writer = newWriter();
    bookCalls(writer, 3);
    failNext('set', { kind: 'rateLimit' });
    expect(await writer.flush(capturedAtMs)).toBe(false);
    bookCalls(writer, 4);
    expect(await writer.flush(capturedAtMs + 1000)).toBe(true);
    expect(harness.service.accounting().byOperation).toEqual({ set: 1, 'batch/set': 1 });
    expect(await requestsShown()).toBe(7);
    expect((await read()).integrity).toMatchObject({
      waitingRecords: 2,
      writeFailures: 1,
      missingRecords: 0,
    });
  });

  it('sends again only what a batch left over', async () => {
    const writer = newWriter();
    bookCalls(writer, 1);
    failNext('set', { kind: 'refuse', status: 503 });
    await writer.flush(capturedAtMs);
    bookCalls(writer, 1);
    failNext('batch/set', { kind: 'partialBatch', fails: (_key, index) => index === 1 });
    await writer.flush(capturedAtMs + 1000);
    expect(await requestsShown()).toBe(1);
    expect((await read()).integrity.missingRecords).toBe(0);
    await writer.flush(capturedAtMs + 2000);
    expect(await requestsShown()).toBe(2);
  });

  it('does not send a record a second time while the first try is under way', async () => {
    const writer = newWriter();
    bookCalls(writer, 2);
    const { wait, open } = gate();
    failNext('set', { kind: 'delay', wait, at: 'beforeAnswer' });
    const first = writer.flush(capturedAtMs);
    bookCalls(writer, 5);
    await writer.flush(capturedAtMs + 10);
    open();
    await first;
    expect(harness.service.accounting().byOperation).toEqual({ set: 2 });
    expect(await requestsShown()).toBe(7);
    expect(writer.isIdle).toBe(true);
  });

  it('sends it again when no answer came for half a minute', async () => {
    const writer = newWriter();
    bookCalls(writer, 2);
    const { wait, open } = gate();
    failNext('set', { kind: 'delay', wait, at: 'beforeApply' });
    const frozen = writer.flush(capturedAtMs);
    await writer.flush(capturedAtMs + 30_000);
    expect(await requestsShown()).toBe(2);
    open();
    await frozen;
    expect(await requestsShown()).toBe(2);
  });

  it('gives a record up after a day, and says so in the next', async () => {
    const writer = newWriter();
    bookCalls(writer, 2);
    failNext('set', { kind: 'refuse', status: 500 });
    await writer.flush(capturedAtMs);
    const nextDayMs = capturedAtMs + 25 * hourMs;
    writer.book(observation({ atMs: nextDayMs }));
    await writer.flush(nextDayMs);
    const { hours, integrity } = await readHours([hour, hour + 25], always);
    expect([...hours.keys()]).toEqual([hour + 25]);
    expect(integrity).toMatchObject({ lostRecords: 1, writeFailures: 1 });
  });

  it('sums on instead of piling up records while storage refuses for long', async () => {
    const writer = newWriter();
    harness.faults = () => ({ kind: 'rateLimit' });
    for (let i = 0; i < 200; i += 1) {
      bookCalls(writer, 1);
      await writer.flush(capturedAtMs + i);
    }
    harness.faults = null;
    for (let i = 0; i < 3; i += 1) await writer.flush(capturedAtMs + 1000 + i);
    expect(await requestsShown()).toBe(200);
    expect((await read()).integrity.waitingRecords).toBe(26);
  });

  it('sums endpoints beyond the first 400 up as {other}, whatever their tags, and says how many they are', async () => {
    const writer = newWriter();
    for (let i = 0; i < 700; i += 1)
      writer.book(observation({ template: `/rest/api/3/thing${i}/{id}`, tag: `feature ${i % 9}` }));
    await writer.flush(capturedAtMs);
    const usage = (await read()).hours.get(hour)!.usage;
    expect(usage.sums.size).toBe(401);
    const others = [...usage.sums].filter(([key]) => key.endsWith('{other}'));
    expect(others.map(([, { requests }]) => requests)).toEqual([300]);
    expect(foldedEndpoints([{ usage }])).toBeGreaterThan(270);
    expect(foldedEndpoints([{ usage }])).toBeLessThan(330);
    expect(foldedEndpoints([{ usage: emptyHourUsage() }])).toBeNull();
  });

  it('keeps room for the endpoints of the app, however many a browser names', async () => {
    const writer = newWriter();
    for (let i = 0; i < 500; i += 1)
      writer.book(observation({ route: 'forge.bridge', template: `/rest/api/3/said${i}/{id}` }));
    for (let i = 0; i < 400; i += 1) writer.book(observation({ template: `/rest/api/3/thing${i}/{id}` }));
    await writer.flush(capturedAtMs);
    const keys = [...(await read()).hours.get(hour)!.usage.sums.keys()];
    expect(keys.filter((key) => key.includes('/thing'))).toHaveLength(400);
    expect(keys.filter((key) => key.includes('forge.bridge'))).toHaveLength(61);
  });

  it('books a call across a full hour in the hour in which it ended', async () => {
    const writer = newWriter();
    const topOfHourMs = (hour + 1) * hourMs;
    bookCalls(writer, 1, topOfHourMs - 1);
    bookCalls(writer, 2, topOfHourMs);
    await writer.flush(topOfHourMs);
    await rollUp(rolling());
    const { hours } = await read();
    const requests = [...hours].map(([at, { usage }]) => [at - hour, [...usage.sums.values()][0]?.requests]);
    expect(requests).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });
});

describe('the roll-up', () => {
  it('moves the records of many writers into their hour and deletes them', async () => {
    for (let i = 0; i < 5; i += 1) {
      const writer = newWriter();
      bookCalls(writer, 3);
      await writer.flush(capturedAtMs);
    }
    const report = await rollUp(rolling());
    expect(report).toEqual({
      mergedRecords: 5,
      deletedRecords: 5,
      quarantined: 0,
      refusedRecords: 0,
      failedHours: [],
      firstHour: hour,
      more: false,
    });
    expect(await requestsShown()).toBe(15);
    expect((await read()).integrity).toMatchObject({ waitingRecords: 0, mergedRecords: 5 });
  });

  it('counts 100 calls once when their write was applied, but never answered, and is sent again', async () => {
    const writer = newWriter();
    bookCalls(writer, 100);
    failNext('set', { kind: 'timeoutApplied' });
    await writer.flush(capturedAtMs);
    await rollUp(rolling());
    bookCalls(writer, 30);
    await writer.flush(capturedAtMs + 1000);
    await rollUp(rolling());
    expect(await requestsShown()).toBe(130);
  });

  it('counts 100 calls once when an old listing shows a record that was merged and deleted', async () => {
    harness.service.close();
    harness = openLedgerHarness({ queryLagMs: 10_000 });
    const writer = newWriter();
    bookCalls(writer, 100);
    await writer.flush(capturedAtMs);
    harness.clock.advance(10_001);
    expect((await rollUp(rolling())).mergedRecords).toBe(1);
    expect((await rollUp(rolling())).mergedRecords).toBe(0);
    expect(await requestsShown()).toBe(100);
  });

  it('counts calls that come in while it runs, between its reading and its deleting', async () => {
    const writer = newWriter();
    bookCalls(writer, 100);
    await writer.flush(capturedAtMs);
    const { wait, open } = gate();
    failNext('batch/delete', { kind: 'delay', wait, at: 'beforeApply' });
    const running = rollUp(rolling());
    bookCalls(writer, 30);
    await writer.flush(capturedAtMs + 10);
    open();
    await running;
    await rollUp(rolling());
    expect(await requestsShown()).toBe(130);
  });

  it('counts 100 calls once when a write that timed out lands after the roll-up had merged the retry', async () => {
    const writer = newWriter();
    bookCalls(writer, 100);
    const { wait, open } = gate();
    failNext('set', { kind: 'timeoutAppliedLate', wait });
    await writer.flush(capturedAtMs);
    bookCalls(writer, 30);
    await writer.flush(capturedAtMs + 1000);
    await rollUp(rolling());
    open();
    await harness.service.settled();
    expect(await requestsShown()).toBe(130);
    expect((await rollUp(rolling())).deletedRecords).toBe(1);
    expect(await requestsShown()).toBe(130);
  });

  it('changes nothing when two run at once', async () => {
    for (let i = 0; i < 4; i += 1) {
      const writer = newWriter();
      bookCalls(writer, 5);
      await writer.flush(capturedAtMs);
    }
    await Promise.all([rollUp(rolling()), rollUp(rolling()), rollUp(rolling())]);
    expect(await requestsShown()).toBe(20);
  });

  it.each(['batch/get', 'entity/set', 'transaction', 'batch/delete'] as const)(
    'loses and repeats nothing when it is stopped at its %s, whether that was applied or not',
    async (operation) => {
      const writer = newWriter();
      bookCalls(writer, 1);
      await writer.flush(capturedAtMs);
      if (operation === 'transaction') await rollUp(rolling());
      bookCalls(writer, 6);
      await writer.flush(capturedAtMs);
      for (const kind of ['timeoutApplied', 'timeoutNotApplied'] as const) {
        harness.faults = (request) => (request.operation === operation ? { kind } : null);
        await rollUp(rolling()).catch(() => null);
      }
      harness.faults = null;
      expect(await requestsShown()).toBe(7);
      await rollUp(rolling());
      await rollUp(rolling());
      expect(await requestsShown()).toBe(7);
      expect((await read()).integrity).toMatchObject({ waitingRecords: 0, missingRecords: 0 });
    },
  );

  it('keeps a record of two hours until both hours list it', async () => {
    const writer = newWriter();
    bookCalls(writer, 1, (hour + 1) * hourMs - 1);
    bookCalls(writer, 1, (hour + 1) * hourMs + 1);
    await writer.flush((hour + 1) * hourMs + 2);
    harness.faults = ({ operation, keys }) =>
      operation === 'entity/set' && keys.includes(hourKey(hour + 1)) ? { kind: 'refuse', status: 500 } : null;
    const report = await rollUp(rolling());
    expect(report).toMatchObject({ deletedRecords: 0, failedHours: [hour + 1] });
    expect(await requestsShown()).toBe(2);
    harness.faults = null;
    expect(await rollUp(rolling())).toMatchObject({ deletedRecords: 1, failedHours: [] });
    expect(await requestsShown()).toBe(2);
  });
});

describe('reading', () => {
  it('skips and counts a value that is not ours, until the roll-up sets it aside', async () => {
    const writer = newWriter();
    bookCalls(writer, 2);
    await writer.flush(capturedAtMs);
    await kvs.set('pg:rec:stranger', { hello: 'world' });
    expect(await requestsShown()).toBe(2);
    expect((await read()).integrity.unreadableValues).toBe(1);
    expect(await rollUp(rolling())).toMatchObject({ mergedRecords: 1, quarantined: 1 });
    expect((await read()).integrity.unreadableValues).toBe(0);
    expect(await kvs.get('pg:rec:stranger')).toBeUndefined();
    expect(await listQuarantined(10)).toEqual([
      { key: 'pg:odd:pg:rec:stranger', value: { value: { hello: 'world' } } },
    ]);
  });

  it('says which hours it could not read, and the roll-up sets their value aside before it begins them anew', async () => {
    const writer = newWriter();
    bookCalls(writer, 2);
    await writer.flush(capturedAtMs);
    await kvs.entity(hourEntity).set(hourKey(hour), { version: 3, hour, body: { v: 3 } });
    expect(await read()).toMatchObject({ missingHours: [hour], integrity: { unreadableValues: 1 } });
    harness.faults = ({ operation }) =>
      operation === 'entity/delete' ? { kind: 'timeoutNotApplied' } : null;
    expect(await rollUp(rolling())).toMatchObject({ deletedRecords: 0, failedHours: [hour] });
    harness.faults = null;
    expect(await rollUp(rolling())).toMatchObject({ deletedRecords: 1, quarantined: 1 });
    expect(await requestsShown()).toBe(2);
    expect(await listQuarantined(10)).toEqual([
      { key: `pg:odd:pg-hour:${hourKey(hour)}`, value: { value: { version: 3, hour, body: { v: 3 } } } },
    ]);
  });

  it('shows what is rolled up when the waiting records cannot be listed, and says that it is not all', async () => {
    const writer = newWriter();
    bookCalls(writer, 2);
    await writer.flush(capturedAtMs);
    await rollUp(rolling());
    bookCalls(writer, 1);
    await writer.flush(capturedAtMs);
    harness.faults = ({ operation }) => (operation === 'query' ? { kind: 'rateLimit' } : null);
    expect(await requestsShown()).toBe(2);
    expect((await read()).unread).toEqual({ waitingRecords: null });
  });

  it('takes three storage calls for a day, so that no batch can be over 4 MB', async () => {
    await readHours(
      Array.from({ length: 25 }, (_, i) => hour - i),
      always,
    );
    expect(harness.service.accounting().byOperation).toEqual({ query: 1, 'batch/get': 2 });
  });

  it('sees nothing of another installation', async () => {
    const writer = newWriter();
    bookCalls(writer, 2);
    await writer.flush(capturedAtMs);
    harness.installationId = 'site-b';
    expect(await requestsShown()).toBe(0);
    expect(await rollUp(rolling())).toMatchObject({ mergedRecords: 0 });
  });

  it('does not count what was recorded while metering was off, neither before nor after the roll-up', async () => {
    const writer = newWriter();
    bookCalls(writer, 2);
    await writer.flush(capturedAtMs);
    bookCalls(writer, 5);
    await writer.flush(capturedAtMs + 1000);
    const wasOn = (sealedAtMs: number): boolean => sealedAtMs < capturedAtMs + 1000;
    const shown = async (): Promise<number[]> => {
      const { hours } = await readHours([hour], wasOn);
      return [...(hours.get(hour)?.usage.sums.values() ?? [])].map(({ requests }) => requests);
    };
    expect(await shown()).toEqual([2]);
    await rollUp({ ...rolling(), isCounted: wasOn });
    expect(await shown()).toEqual([2]);
  });
});

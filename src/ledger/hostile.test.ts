import * as fc from 'fast-check';
import { bytesOf } from '../usage/bytes';
import {
  addRecord,
  decodeHour,
  emptyHourAccount,
  encodeHour,
  encodeHourWithin,
  isSettled,
  joined,
  noteCapped,
} from '../usage/hour-account';
import { dayFromHours, encodeDayWithin } from '../usage/day-account';
import { hourOf, startOfHourMs } from '../usage/hour';
import { reportedWriter, type AccountRecord } from '../usage/record';
import { book, callsIn, emptyHourUsage } from '../usage/hour-usage';
import { observe } from '../calls/observe';
import { batchRecord } from '../ingest/batch-record';
import { readBridgeCalls, saidByPage } from '../ingest/bridge-calls';
import { storeRecord } from './batches';
import { importPart } from './import-ledger';
import { listQuarantined } from './quarantine';
import { readHours } from './read-hours';
import { lastDays, readPeriod } from './read-period';
import { rollUp } from './roll-up';
import { applyRetention } from './retention';
import { Writer } from './writer';
import { headerSource } from '../headers/source';
import { methods, products, routes, triggers, type Observation } from '../model';
import { keepInTime } from '../protocol/in-time';
import { readBatch } from '../protocol/read-batch';
import { anyCharacter } from '../../test/support/any-character';
import { openLedgerHarness } from '../../test/support/ledger-harness';
import { capturedAtMs, noLimits, observation } from '../../test/support/observation';

const always = (): boolean => true;
const hour = hourOf(capturedAtMs);
const account = { app: 'own', environment: 'PRODUCTION', overrides: undefined };
const mostBytes = 240 * 1024;

const oddText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 30 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'a|b%7C',
    '\ud800',
    '\u0000',
    '{other}',
    '"\\"',
    'é'.repeat(300),
  ),
  fc.string({ minLength: 300, maxLength: 500 }),
);
const oddNumber = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -1, 0.5, 1e308, Number.MAX_SAFE_INTEGER, Number.NaN, Infinity, 31_536_000),
);
const policyHeaders = fc
  .tuple(oddText, oddNumber, oddNumber, oddNumber)
  .map(([name, quota, left, seconds]): Record<string, string> => ({
    'ratelimit-policy': `"${name}";q=${quota};w=${seconds}`,
    ratelimit: `"${name}";r=${left};t=${seconds}`,
    'ratelimit-reason': name,
    'retry-after': String(seconds),
    'x-ratelimit-limit': String(quota),
    'x-ratelimit-remaining': String(left),
    'x-ratelimit-reset': String(seconds),
  }));
const oddPath = fc
  .tuple(
    fc.constantFrom('/rest/api/3/issue/', '/rest/', '/wiki/api/v2/', '', '/gateway/api/'),
    oddText,
    oddText,
  )
  .map(([start, middle, end]) => `${start}${middle}?${end}=1&fields=${middle}`);
const status = fc.option(fc.constantFrom(200, 204, 404, 429, 503));

const bridgeCall = fc.record({
  product: fc.constantFrom('jira', 'confluence'),
  method: fc.constantFrom(...methods),
  path: oddPath,
  status: fc.oneof(status, oddNumber),
  latencyMs: fc.oneof(fc.double({ min: 0, max: 1000, noNaN: true }), oddNumber),
  agoMs: fc.oneof(fc.double({ min: 0, max: 300_000, noNaN: true }), oddNumber),
  headers: policyHeaders,
});
const wireCall = fc.record({
  at: fc.oneof(fc.integer({ min: capturedAtMs - 3_000_000, max: capturedAtMs }), oddNumber),
  product: fc.constantFrom(...products),
  route: fc.constantFrom(...routes),
  trigger: fc.constantFrom(...triggers),
  tag: oddText,
  method: fc.constantFrom(...methods),
  path: oddPath,
  status,
  ms: fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), oddNumber),
  objects: fc.oneof(fc.nat(1_000_000), oddNumber),
  points: fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), oddNumber),
  headers: policyHeaders,
});
const ownCall = fc.record({
  product: fc.constantFrom(...products),
  route: fc.constantFrom('forge.asApp' as const, 'forge.asUser' as const),
  trigger: fc.constantFrom(...triggers),
  tag: fc.option(oddText),
  method: fc.constantFrom(...methods),
  path: oddPath,
  atMs: fc.oneof(fc.integer({ min: capturedAtMs - 3_000_000, max: capturedAtMs }), oddNumber),
  latencyMs: oddNumber,
  status,
  headers: policyHeaders.map(headerSource),
  objects: fc.option(oddNumber),
  namedPoints: fc.option(oddNumber),
});
/** An hour as a hostile file may hold it: what it is in is right, and what it says is not. */
const importedHour = fc
  .tuple(fc.oneof(oddText, fc.constant('x'.repeat(5_000))), oddNumber, fc.nat(Number.MAX_SAFE_INTEGER))
  .map(([name, odd, count]) => hourOfFile(name, odd, count));

function hourOfFile(name: string, odd: number, count: number): string {
  const part = name.replace(/[|%]/g, '');
  return JSON.stringify({
    hour: hour - 1,
    value: {
      v: 4,
      s: {
        c: { [`own|PRODUCTION|jira|forge.asApp|event|${part}|GET|${part}`]: [[count, count], 2, 2, 2] },
        p: { [`own|PRODUCTION|jira|${part}|enforced|3`]: [odd, odd, odd, odd, odd, odd, 1, 0, 5, 5] },
        f: { 'own|PRODUCTION|jira': odd },
        m: { 'own|PRODUCTION|jira': [count, odd] },
        n: { r: { 'own|PRODUCTION|jira|forge.asApp': [5, count, odd] }, e: {} },
      },
      m: { importedfrom: [1, 1] },
      n: 1,
      q: count,
    },
  });
}

const head = JSON.stringify({ pointsGauge: 'ledger', v: 4, exportedAtMs: 1, sinceMs: null, upkeep: null });

describe('whatever comes in by any entry', () => {
  it('is stored, read back, and spoils nothing of what others sent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(bridgeCall, { maxLength: 40 }),
        fc.array(wireCall, { maxLength: 60 }),
        fc.array(ownCall, { maxLength: 20 }),
        importedHour,
        async (said, reported, own, file) => {
          const harness = openLedgerHarness();
          await importPart({ begunAtMs: 1, part: 0, isLast: true, lines: [head, file] }, harness.clock.now());
          const writer = new Writer('0123456789ab');
          for (const call of readBridgeCalls({ calls: said }).calls)
            writer.book(saidByPage(call, capturedAtMs, account).call);
          for (const call of own) writer.book(observe(call, account));
          await writer.flush(capturedAtMs);
          await reportBatch(reported, 'hostile.tool');
          // Who sends nothing odd.
          const honest = new Writer('ba9876543210');
          honest.book(observation({ atMs: capturedAtMs - 1 }));
          await honest.flush(capturedAtMs);
          await reportBatch([honestCall], 'honest.tool');

          const report = await rollUp({ nowMs: harness.clock.now(), isCounted: always });
          expect(report).toMatchObject({ failedHours: [], quarantined: 0, more: false });
          const wanted = Array.from({ length: 60 }, (_, i) => hour - i);
          for (const some of [wanted.slice(0, 48), wanted.slice(48)]) {
            const { missingHours, integrity } = await readHours(some, always, { withLists: true });
            expect(missingHours).toEqual([]);
            expect(integrity).toMatchObject({ unreadableValues: 0, unbalancedHours: 0, waitingRecords: 0 });
          }
          const { hours } = await readHours([hour], always);
          const keys = [...hours.get(hour)!.usage.sums.keys()];
          expect(keys).toContain(
            'own|PRODUCTION|jira|forge.asApp|schedule||GET|/rest/api/3/issue/{issueIdOrKey}',
          );
          expect(keys).toContain('honest.tool|PRODUCTION|jira|connect.jwt|unknown||GET|/rest/api/3/myself');
          harness.clock.advance(5 * 24 * 3_600_000);
          for (let run = 0; run < 3; run += 1) await applyRetention(harness.clock.now());
          const days = await readPeriod(lastDays(harness.clock.now(), 8), harness.clock.now(), always);
          expect(days.missingDays).toEqual([]);
          expect(await listQuarantined(10)).toEqual([]);
          for (const { value } of harness.service.dump(harness.installationId))
            expect(bytesOf(value)).toBeLessThan(mostBytes);
          harness.service.close();
        },
      ),
      {
        numRuns: Number(process.env['POINTS_GAUGE_SOAK_RUNS'] ?? 10),
        // Sums of nothing, which were stored in a form that could not be read.
        examples: [[[], [], [], hourOfFile('', 0, 0)]],
      },
    );
  }, 120_000);
});

const honestCall = {
  ...{ at: capturedAtMs - 1, product: 'jira', route: 'connect.jwt', method: 'GET' },
  ...{ path: '/rest/api/3/myself', status: 200, ms: 5 },
};

async function reportBatch(calls: readonly unknown[], app: string): Promise<void> {
  const body = JSON.stringify({ version: 1, batch: 'sender01.1', sealedAt: capturedAtMs, calls });
  const reading = readBatch(body);
  if (!reading.ok) return;
  const batch = keepInTime(reading.batch);
  const made = batchRecord(app, { app, environment: 'PRODUCTION' }, batch);
  if (made !== null && made !== 'tooLarge') await storeRecord(made);
}

/** All that a source can name in an hour: each pool, route, trigger and method, dear, and with policies of long names. */
function worstRecord(source: number): AccountRecord {
  const usage = emptyHourUsage();
  const pool = { app: `${'x'.repeat(36)}-${source}`, environment: 'PRODUCTION-AND-MORE!' };
  for (const product of products)
    for (const route of routes)
      for (const trigger of triggers)
        for (const method of methods)
          book(
            usage,
            observation({
              ...{ pool: { ...pool, product }, route, trigger, method, template: `/${method}/{id}` },
              points: { low: 1e6, likely: 1e6, high: 1e6 },
              atMs: startOfHourMs(hour) + ((method.length * 7 + trigger.length) % 60) * 60_000,
              limits: limitsOf(`${'p'.repeat(70)}${trigger}${method}`),
            }),
          );
  const id = { writer: reportedWriter(source.toString(16).padStart(7, '0'), '0'.repeat(16)), n: 1 };
  return { id, sealedAtMs: capturedAtMs, hours: new Map([[hour, usage]]), writeFailures: 0, lostRecords: 0 };
}

const limitsOf = (policy: string): Observation['limits'] => ({
  ...noLimits,
  quotas: [
    {
      ...{ policy, scope: 'other', enforcement: 'enforced', quota: 1e6, windowSeconds: 3600 },
      ...{ remaining: 5, resetAtMs: capturedAtMs, unit: 'points' },
    },
  ],
});

function ownRecord(endpoints: number): AccountRecord {
  const usage = emptyHourUsage();
  for (let i = 0; i < endpoints; i += 1)
    book(usage, observation({ template: `/rest/api/3/own${i}/{id}`, atMs: startOfHourMs(hour) + i * 9_000 }));
  const id = { writer: '0123456789ab', n: 1 };
  return { id, sealedAtMs: capturedAtMs, hours: new Map([[hour, usage]]), writeFailures: 0, lostRecords: 0 };
}

const maxBytes = 220 * 1024;

describe('twenty sources that name all that there is', () => {
  it('leave the app’s endpoints in the hour and its sums in the day, and lose no call of their own', () => {
    const account = emptyHourAccount();
    addRecord(account, hour, ownRecord(300));
    for (let source = 0; source < 20; source += 1) addRecord(account, hour, worstRecord(source));
    const calls = callsIn(account.usage) + callsIn(account.reported!);
    const stored = encodeHourWithin(account, maxBytes, 48 * 1024)!;
    expect(bytesOf(stored.body)).toBeLessThanOrEqual(maxBytes);
    const read = decodeHour(JSON.parse(JSON.stringify(stored.body)))!;
    expect([...read.usage.sums.keys()].filter((key) => key.includes('/own'))).toHaveLength(300);
    expect(callsIn(read.usage) + callsIn(read.reported!)).toBe(calls);

    const whole = joined(read);
    const hours = new Map(
      Array.from({ length: 6 }, (_, i) => [hour - i, { ...whole, usage: structuredClone(whole.usage) }]),
    );
    const day = dayFromHours(hours);
    const storedDay = encodeDayWithin(day, maxBytes)!;
    expect(bytesOf(storedDay)).toBeLessThanOrEqual(maxBytes);
    const own = Object.keys(storedDay.h[String(hour)]!.c).filter((key) => key.startsWith('own|'));
    expect(own).toEqual(['own|PRODUCTION|jira|forge.asApp|unknown||GET|{all}']);
    expect(callsIn(day.usage)).toBe(6 * calls);
  });
});

describe('the processes of a source', () => {
  const process = (source: number, i: number) => ({
    writer: reportedWriter(source.toString(16).padStart(7, '0'), i.toString(16).padStart(16, '0')),
    n: 1,
  });
  const listed = (source: number, count: number) =>
    Array.from({ length: count }, (_, i) => [process(source, i).writer, [1, 1]] as [string, number[]]);
  const one = (id: { writer: string; n: number }): AccountRecord => ({ ...ownRecord(1), id });

  it('are counted to 24,000 an hour, and close it for nobody else', () => {
    const account = { ...emptyHourAccount(), merged: new Map(listed(1, 23_999)) };
    expect(addRecord(account, hour, one(process(1, 30_000)))).toBe(true);
    const beyond = one(process(1, 30_001));
    expect(addRecord(account, hour, beyond)).toBe(false);
    // Refused for good, once, and deleted: not left to wait for ever.
    expect([
      isSettled(account, beyond.id),
      noteCapped(account, beyond.id),
      noteCapped(account, beyond.id),
    ]).toEqual([true, true, false]);
    expect(addRecord(account, hour, beyond)).toBe(false);
    // A process that is listed goes on, others come in.
    expect(addRecord(account, hour, one({ ...process(1, 5), n: 2 }))).toBe(true);
    expect(addRecord(account, hour, one(process(2, 0)))).toBe(true);
    expect(addRecord(account, hour, one({ writer: '0123456789ab', n: 1 }))).toBe(true);
    const again = decodeHour(JSON.parse(JSON.stringify(encodeHour(account))));
    expect(again?.capped).toEqual(account.capped);
  });

  it('of each source have room for 2,000, whatever the others took', () => {
    const merged = new Map([...listed(1, 20_000), ...listed(2, 20_000), ...listed(3, 1_999)]);
    const account = { ...emptyHourAccount(), merged };
    expect([1, 2, 3].map((source) => addRecord(account, hour, one(process(source, 40_000))))).toEqual([
      false,
      false,
      true,
    ]);
    expect(addRecord(account, hour, one(process(3, 40_001)))).toBe(false);
  });
});

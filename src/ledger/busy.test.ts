import { kvs } from '@forge/kvs';
import { hourOf } from '../usage/hour';
import { encodeRecord, reportedWriter, type AccountRecord } from '../usage/record';
import { schemaVersion } from '../usage/schema';
import { book, callsIn, emptyHourUsage } from '../usage/hour-usage';
import { exportStep, type ExportPlace } from './export-ledger';
import { importPart } from './import-ledger';
import { listQuarantined } from './quarantine';
import { putRecords } from './records';
import { readStoredDays } from './stored-days';
import { dayEntity, dayKey, hourEntity, hourKey, listPartKey, recordKey } from './names';
import { readHours } from './read-hours';
import { lastDays, readPeriod } from './read-period';
import { rollUp, type RollUpReport } from './roll-up';
import { applyRetention } from './retention';
import { deleteLedger } from './delete-ledger';
import { openLedgerHarness, type LedgerHarness } from '../../test/support/ledger-harness';
import { capturedAtMs, observation } from '../../test/support/observation';

const hour = hourOf(capturedAtMs);
const always = (): boolean => true;
/** `npm run soak -- processes` asks for more. */
const processes = Number(process.env['POINTS_GAUGE_PROCESSES'] ?? 7_000);

let harness: LedgerHarness;
beforeEach(() => {
  harness = openLedgerHarness();
});
afterEach(() => {
  harness.service.close();
});

interface Made {
  writer: string;
  n?: number;
  template?: string;
  points?: number;
}

function record({ writer, n = 1, template = '/rest/api/3/myself', points = 1 }: Made): AccountRecord {
  const usage = emptyHourUsage();
  book(
    usage,
    observation({ template, tag: null, points: { low: points, likely: points, high: points }, limits: null }),
  );
  const hours = new Map([[hour, usage]]);
  return { id: { writer, n }, sealedAtMs: capturedAtMs, hours, writeFailures: 0, lostRecords: 0 };
}

const ownWriter = (i: number): string => i.toString(16).padStart(12, '0');
const reporter = (i: number, source = 0): string =>
  reportedWriter(source.toString(16).padStart(7, '0'), i.toString(16).padStart(16, '0'));

async function put(records: readonly AccountRecord[]): Promise<void> {
  for (let at = 0; at < records.length; at += 25)
    await putRecords(
      records
        .slice(at, at + 25)
        .map((one) => ({ key: recordKey(one.id), value: encodeRecord(one), sealedAtMs: capturedAtMs })),
    );
}

async function rollUpAll(): Promise<RollUpReport[]> {
  const reports: RollUpReport[] = [];
  do reports.push(await rollUp({ nowMs: harness.clock.now(), isCounted: always }));
  while (reports.at(-1)!.more && reports.at(-1)!.deletedRecords > 0);
  return reports;
}

const range = (count: number, from = 0): number[] => Array.from({ length: count }, (_, i) => from + i);
const callsShown = async (): Promise<number> =>
  callsIn((await readHours([hour], always)).hours.get(hour)!.usage);

/** In runs, as they come: no listing is ever longer than a few runs. */
async function live(writers: readonly string[]): Promise<void> {
  for (let at = 0; at < writers.length; at += 1_000) {
    await put(writers.slice(at, at + 1_000).map((writer) => record({ writer })));
    for (const { failedHours } of await rollUpAll()) expect(failedHours).toEqual([]);
  }
}

describe(`an hour of ${processes} processes`, () => {
  it('books every call once, and a record that comes again adds nothing', async () => {
    await live(range(processes).map(ownWriter));
    expect(await callsShown()).toBe(processes);
    await put([0, 1, processes - 1].map((i) => record({ writer: ownWriter(i) })));
    expect(await callsShown()).toBe(processes);
    expect(await rollUpAll()).toMatchObject([{ mergedRecords: 0, deletedRecords: 3 }]);
    const { integrity } = await readHours([hour], always, { withLists: true });
    expect(integrity).toMatchObject({
      ...{ mergedRecords: processes, numberedRecords: processes, missingRecords: 0 },
      ...{ unbalancedHours: 0, uncomparedHours: 0 },
    });

    // Once rolled up, a page reads the sums alone.
    harness.clock.advance(3_600_000);
    const before = harness.service.accounting();
    await readPeriod(lastDays(harness.clock.now(), 30), harness.clock.now(), always);
    expect(harness.service.accounting().requests - before.requests).toBeLessThanOrEqual(7);
    const quick = await readHours([hour], always);
    expect(quick.integrity).toMatchObject({
      mergedRecords: processes,
      uncomparedHours: 1,
      unbalancedHours: 0,
    });
  }, 600_000);
});

describe('lists that are kept apart', () => {
  // Where they begin to be.
  const busy = 2_600;
  const writers = range(busy).map(ownWriter);

  it('go along in an export, so that a record that comes afterwards is still counted once', async () => {
    await live(writers);
    const lines: string[] = [];
    let place: ExportPlace | null = null;
    do {
      const step: Awaited<ReturnType<typeof exportStep>> = await exportStep(place, harness.clock.now());
      lines.push(...step.lines);
      place = step.next;
    } while (place !== null);
    harness.installationId = 'site-b';
    const part = { begunAtMs: 5, part: 0, isLast: true, lines };
    expect(await importPart(part, harness.clock.now())).toMatchObject({ hours: 1, leftOut: 0 });
    await put([7, busy + 1].map((i) => record({ writer: ownWriter(i) })));
    await rollUpAll();
    expect(await callsShown()).toBe(busy + 1);
  });

  it('are deleted with the hour, and go by themselves when no record is taken any more', async () => {
    await live(writers);
    const there = async (): Promise<boolean> =>
      (await kvs.entity(hourEntity).get(listPartKey(hour, 3))) !== undefined;
    expect(await there()).toBe(true);
    harness.clock.advance(13 * 24 * 3_600_000);
    expect(await there()).toBe(false);
    expect(await callsShown()).toBe(busy);

    harness.installationId = 'site-b';
    harness.clock.moveTo(capturedAtMs);
    await live(writers);
    await deleteLedger(harness.clock.now());
    expect(JSON.stringify(harness.service.dump('site-b'))).not.toContain(hourKey(hour));
  });

  it('of which one cannot be read are set aside alone: what the hour spent stays', async () => {
    await live(writers);
    await kvs.entity(hourEntity).set(listPartKey(hour, 3), { version: 1, hour, body: { v: 4, m: 'torn' } });
    await put([record({ writer: ownWriter(busy) })]);
    await rollUpAll();
    expect(await callsShown()).toBe(busy + 1);
    expect((await listQuarantined(10)).map(({ key }) => key)).toEqual([
      `pg:odd:pg-hour:${listPartKey(hour, 3)}`,
    ]);
  });
});

describe('a back end that names thousands of dear endpoints', () => {
  it('makes its own ones {other}, and none of the app', async () => {
    const own = range(20).map((i) => record({ writer: ownWriter(i), template: `/rest/api/3/own${i}/{id}` }));
    await put(own);
    await rollUpAll();
    for (let at = 0; at < 3_000; at += 500) {
      const made = range(500, at).map((i) =>
        record({
          writer: reporter(i),
          template: `/rest/api/3/made-up-endpoint-of-thousands-number-${i}/{id}`,
          points: 900,
        }),
      );
      await put(made);
      await rollUpAll();
    }
    const { hours } = await readHours([hour], always);
    const { usage } = hours.get(hour)!;
    expect(callsIn(usage)).toBe(3_020);
    const templates = [...usage.sums.keys()].map((key) => key.split('|').at(-1));
    expect(templates).toEqual(expect.arrayContaining(range(20).map((i) => `/rest/api/3/own${i}/{id}`)));
    expect(templates).toContain('{other}');
  });
});

describe('an app that was rolled back', () => {
  const newer = schemaVersion + 1;

  it('leaves the hours of the later version where they are, says so, and counts on when it is back', async () => {
    const value = { version: 3, hour, body: { v: newer, s: 'of another shape' } };
    await kvs.entity(hourEntity).set(hourKey(hour), value);
    await put([record({ writer: ownWriter(1) })]);
    expect(await rollUpAll()).toMatchObject([{ failedHours: [hour], quarantined: 0, deletedRecords: 0 }]);
    const { missingHours, integrity } = await readHours([hour], always);
    expect([missingHours, integrity.newerValues, integrity.unreadableValues]).toEqual([[hour], 1, 0]);
    expect(await kvs.entity(hourEntity).get(hourKey(hour))).toEqual(value);
    await expect(exportStep({ part: 'hours', hour }, harness.clock.now())).rejects.toThrow(
      'A later version of this app wrote',
    );
  });

  it('writes over no day of the later version, and sums up the others', async () => {
    await put([record({ writer: ownWriter(1) })]);
    await rollUpAll();
    const day = Math.floor(hour / 24);
    harness.clock.advance(24 * 3_600_000);
    const value = { day, closed: false, stamp: 7, body: { v: newer } };
    await kvs.entity(dayEntity).set(dayKey(day), value);
    for (let later = 0; later < 12; later += 1) {
      harness.clock.advance(24 * 3_600_000);
      await applyRetention(harness.clock.now());
    }
    expect(await kvs.entity(dayEntity).get(dayKey(day))).toEqual(value);
    expect((await readStoredDays([day + 11])).days.get(day + 11)).toMatchObject({ kind: 'found' });
  });

  it('takes back the records that it had set aside once it can read them', async () => {
    const made = record({ writer: ownWriter(1) });
    const key = recordKey(made.id);
    await kvs.set(`pg:odd:${key}`, { value: encodeRecord(made) });
    await kvs.set(`pg:odd:${recordKey({ writer: ownWriter(2), n: 1 })}`, { value: { v: newer } });
    await applyRetention(harness.clock.now());
    await rollUpAll();
    expect(await callsShown()).toBe(1);
    expect((await listQuarantined(10)).map((odd) => odd.key)).toEqual([
      `pg:odd:${recordKey({ writer: ownWriter(2), n: 1 })}`,
    ]);
  });
});

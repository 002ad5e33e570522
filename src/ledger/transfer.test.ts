import { kvs } from '@forge/kvs';
import { hourOf } from '../usage/hour';
import { callsIn } from '../usage/hour-usage';
import { poolViews } from '../insights/pools/pools';
import { deleteLedger } from './delete-ledger';
import { exportStep, type ExportPlace } from './export-ledger';
import { importPart, type ImportReport } from './import-ledger';
import { isImportRunning } from './import-state';
import { keepOperation, readOperations } from './operations';
import { hourKey } from './names';
import { readHours } from './read-hours';
import { lastDays, readPeriod } from './read-period';
import { rollUp } from './roll-up';
import { readState, rememberSince } from './settings';
import { readSnapshot, readSnapshots, writeSnapshot } from './snapshots';
import { changeAppliedAdvice, readAppliedAdvice } from './applied-advice';
import { applyRetention } from './retention';
import { Writer } from './writer';
import { openLedgerHarness, type LedgerHarness } from '../../test/support/ledger-harness';
import { capturedAtMs, noLimits, observation } from '../../test/support/observation';

const always = (): boolean => true;
let harness: LedgerHarness;
beforeEach(() => {
  harness = openLedgerHarness();
});
afterEach(() => {
  harness.service.close();
});

const rollUpNow = () => rollUp({ nowMs: harness.clock.now(), isCounted: always });

/** @param between what happens after each step */
async function exported(between: () => Promise<unknown> = () => Promise.resolve()): Promise<string[]> {
  const all: string[] = [];
  let place: ExportPlace | null = null;
  do {
    const { lines, next }: Awaited<ReturnType<typeof exportStep>> = await exportStep(
      place,
      harness.clock.now(),
    );
    all.push(...lines);
    place = next;
    await between();
  } while (place !== null);
  return all;
}

const begunAtMs = 7;

/** In parts of so many lines, each of them sent so often. */
async function imported(lines: readonly string[], linesAPart = 10, times = 1): Promise<ImportReport> {
  const sum: ImportReport = { days: 0, hours: 0, records: 0, leftOut: 0 };
  for (let at = 0, part = 0; at === 0 || at < lines.length; at += linesAPart, part += 1) {
    const some = { begunAtMs, part, isLast: at + linesAPart >= lines.length };
    const send = () => importPart({ ...some, lines: lines.slice(at, at + linesAPart) }, harness.clock.now());
    for (let again = 1; again < times; again += 1) await send();
    const report = await send();
    for (const kind of ['days', 'hours', 'records', 'leftOut'] as const) sum[kind] += report[kind];
  }
  return sum;
}

/** What every page is made of. */
async function pages(): Promise<unknown> {
  const nowMs = harness.clock.now();
  const hours = Array.from({ length: 25 }, (_, i) => hourOf(nowMs) - i);
  return [
    withoutMarks(await readHours(hours, always)),
    withoutMarks(await readPeriod(lastDays(nowMs, 30), nowMs, always)),
    await readOperations(),
    (await readState()).recordingSinceMs,
  ];
}

/** An import says that it is one, and is the same otherwise. */
function withoutMarks(reading: { hours?: Map<number, object>; days?: Map<number, object> }): unknown {
  const bare = (accounts: Map<number, object> = new Map()) =>
    [...accounts].map(([at, account]) => [at, { ...account, isImported: 0, importedHours: 0 }]);
  return { ...reading, hours: bare(reading.hours), days: bare(reading.days) };
}

async function live(days: number): Promise<void> {
  const writer = new Writer('aaaaaaaaaaaa');
  await rememberSince(capturedAtMs);
  for (let step = 0; step < days * 4; step += 1) {
    harness.clock.advance(6 * 3_600_000);
    writer.book(observation({ atMs: harness.clock.now() }));
    await writer.flush(harness.clock.now());
    await rollUpNow();
    await applyRetention(harness.clock.now());
  }
  await keepOperation({ name: 'jira.backup', atMs: harness.clock.now(), app: 'own' });
  await keepOperation({ name: 'jira.restore', atMs: harness.clock.now(), app: 'copy.tool' });
  writer.book(observation({ atMs: harness.clock.now(), route: 'forge.asUser' }));
  await writer.flush(harness.clock.now());
}

describe('an export', () => {
  it('carries the months that are kept and the record of advice taken, in steps of a bounded size', async () => {
    await live(1);
    const months = Array.from({ length: 13 }, (_, i) => `2026-${String((i % 12) + 1).padStart(2, '0')}`);
    for (const month of months) await writeSnapshot(month, JSON.stringify({ month }), 5);
    await changeAppliedAdvice(() => [
      { kind: 'other', endpoint: null, day: '2026-10-02', note: 'wrote a cache' },
    ]);
    const lines = await exported();
    const before = [await readSnapshots(), await readAppliedAdvice(), await readSnapshot('2026-07')];
    harness.installationId = 'site-b';
    const strange = JSON.stringify({ kept: 'pg:settings', value: { v: 1, off: [] } });
    expect(await imported([...lines, strange])).toMatchObject({ leftOut: 1 });
    expect([await readSnapshots(), await readAppliedAdvice(), await readSnapshot('2026-07')]).toEqual(before);
    expect(before[2]).toBe('{"month":"2026-07"}');
  });

  it('taken into an empty installation gives the same pages, and keeps the lists that make counting exact', async () => {
    await live(12);
    const lines = await exported();
    const before = await pages();
    harness.installationId = 'site-b';
    expect(await imported(lines)).toMatchObject({ records: 1, leftOut: 0 });
    expect(await pages()).toEqual(before);
    const nowMs = harness.clock.now();
    const { days } = await readPeriod(lastDays(nowMs, 30), nowMs, always);
    const imported12 = [...days.values()].reduce((sum, { importedHours }) => sum + importedHours, 0);
    expect(imported12).toBeGreaterThan(40);
    await rollUpNow();
    harness.installationId = 'site-a';
    await rollUpNow();
    const rolledUp = await pages();
    harness.installationId = 'site-b';
    expect(await pages()).toEqual(rolledUp);
  });

  it('has a line for each hour, and each line can be read by itself', async () => {
    await live(2);
    const lines = (await exported()).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ pointsGauge: 'ledger' });
    expect(lines.filter((line) => 'hour' in line)).toHaveLength(8);
  });

  it('that a roll-up runs into at every step counts each call once', async () => {
    await live(3);
    for (let process = 0; process < 120; process += 1) {
      const writer = new Writer(`writer${String(process).padStart(6, '0')}`);
      writer.book(observation({ atMs: harness.clock.now() }));
      await writer.flush(harness.clock.now());
    }
    const lines = await exported(rollUpNow);
    const now = await pages();
    harness.installationId = 'site-b';
    const { records, hours } = await imported(lines);
    // Those of the first page, before any roll-up; the others were in an hour by the time it was read.
    expect([records, hours]).toEqual([50, 12]);
    await rollUpNow();
    expect(await pages()).toEqual(now);
  });

  it('stops where storage does not give a part, instead of leaving it out', async () => {
    await live(1);
    harness.faults = ({ operation, keys }) =>
      operation === 'batch/get' && keys.length > 4 && !keys.includes('pg:settings')
        ? { kind: 'rateLimit' }
        : null;
    await expect(exported()).rejects.toThrow('Try again in a minute');
  });
});

describe('an import', () => {
  it('changes nothing when parts are sent twice, since their answer was lost', async () => {
    await live(5);
    const lines = await exported();
    const before = await pages();
    harness.installationId = 'site-b';
    await imported(lines, 4, 2);
    expect(await pages()).toEqual(before);
  });

  it('takes a part again of which storage took half', async () => {
    await live(5);
    const lines = await exported();
    const before = await pages();
    harness.installationId = 'site-b';
    let sets = 0;
    harness.faults = ({ operation }) =>
      operation === 'entity/set' && (sets += 1) === 6 ? { kind: 'timeoutApplied' } : null;
    await expect(imported(lines, 100)).rejects.toThrow();
    harness.faults = null;
    await imported(lines, 100);
    expect(await pages()).toEqual(before);
  });

  it('holds roll-ups back until its last part, or until the page has sent none for ten minutes', async () => {
    await live(1);
    const lines = await exported();
    harness.installationId = 'site-b';
    const running = async (afterMs: number): Promise<boolean> =>
      isImportRunning((await readState()).importing, harness.clock.now() + afterMs);
    expect(await running(0)).toBe(false);
    await importPart({ begunAtMs, part: 0, isLast: false, lines: lines.slice(0, 3) }, harness.clock.now());
    expect([await running(0), await running(599_000), await running(600_000)]).toEqual([true, true, false]);
    const late = importPart(
      { begunAtMs, part: 1, isLast: true, lines: lines.slice(3) },
      harness.clock.now() + 600_000,
    );
    await expect(late).rejects.toThrow('The import was interrupted');
    await importPart({ begunAtMs, part: 1, isLast: true, lines: lines.slice(3) }, harness.clock.now());
    expect(await running(0)).toBe(false);
  });

  it('takes no part out of turn, nor one of another import', async () => {
    await live(1);
    const lines = await exported();
    harness.installationId = 'site-b';
    const send = (part: number, begun = begunAtMs) =>
      importPart({ begunAtMs: begun, part, isLast: false, lines }, harness.clock.now());
    await expect(send(1)).rejects.toThrow('interrupted');
    await send(0);
    await expect(send(2)).rejects.toThrow('interrupted');
    await expect(send(1, 8)).rejects.toThrow('interrupted');
    await expect(send(0, 8)).rejects.toThrow('account of its own');
  });

  it('is not taken into an installation that has an account, and no other file is taken at all', async () => {
    await live(1);
    const lines = await exported();
    await expect(imported(lines)).rejects.toThrow('account of its own');
    harness.installationId = 'site-b';
    await expect(imported(['{"hello":"world"}'])).rejects.toThrow('not an export');
    await expect(imported(['{"pointsGauge":"ledger","v":9}'])).rejects.toThrow('another version');
    await expect(imported([])).rejects.toThrow('empty');
    expect(harness.service.dump('site-b')).toEqual([]);
  });

  it('of a file that reaches back to 1970 takes what is in reach, and all of it can be deleted', async () => {
    await live(2);
    const [head = '', ...lines] = await exported();
    const hour = lines.find((line) => line.startsWith('{"hour"')) ?? '';
    const early = hour.replace(/"hour":\d+/, '"hour":7');
    const late = hour.replace(/"hour":\d+/, '"hour":9000000');
    const zero = { firstDay: 0, openDay: 0, firstDayWithHours: 0, firstKeptDay: 0 };
    const forged = JSON.stringify({ ...(JSON.parse(head) as object), upkeep: zero });
    harness.installationId = 'site-b';
    expect(await imported([forged, early, late, ...lines])).toMatchObject({ leftOut: 2 });
    // What an earlier version let in.
    await kvs.entity('pg-hour').set('1970-01-01T07', { hour: 7, version: 1, body: {} });
    for (const hour of [900_000, 900_024])
      await kvs.entity('pg-hour').set(hourKey(hour), { hour, version: 1, body: {} });
    let calls = 0;
    harness.faults = () => {
      calls += 1;
      return null;
    };
    await deleteLedger(harness.clock.now());
    expect(calls).toBeLessThan(400);
    expect(harness.service.dump('site-b').filter(({ key }) => /^\d{4}-/.test(key))).toEqual([]);
  });

  it('leaves out records and operations of times to come, which would stay for good or hide the real ones', async () => {
    await live(1);
    const [head = ''] = await exported();
    harness.installationId = 'site-b';
    const nowMs = harness.clock.now();
    const lines: string[] = [];
    for (const days of [30, 60, 90]) {
      const writer = new Writer('aaaaaaaaaaaa');
      writer.book(observation({ atMs: nowMs + days * 86_400_000 }));
      await writer.flush(nowMs, (sealed) => {
        lines.push(...sealed.map(({ value }) => JSON.stringify({ record: value })));
        return Promise.resolve(new Set(sealed.map(({ key }) => key)));
      });
    }
    for (let n = 0; n < 420; n += 1)
      lines.push(
        JSON.stringify({
          operation: { name: 'jira.backup', atMs: nowMs + 3_600_000 + n * 60_000, app: 'own' },
        }),
      );
    expect(lines).toHaveLength(423);
    expect(await imported([head, ...lines], 500)).toMatchObject({ records: 0, leftOut: 423 });
    await keepOperation({ name: 'jira.backup', atMs: nowMs - 60_000, app: 'own' });
    expect(await readOperations()).toEqual([{ name: 'jira.backup', atMs: nowMs - 60_000, app: 'own' }]);
  });

  it('leaves out what storage would refuse, instead of ending in the middle', async () => {
    await live(1);
    const [head = '', ...lines] = await exported();
    harness.installationId = 'site-b';
    const long = 'A'.repeat(300_000);
    const atMs = harness.clock.now() - 1;
    const large = [
      { operation: { name: 'jira.backup', atMs, app: long } },
      { experiment: { note: long } },
      { kept: 'pg:snapshot:2026-01.1', value: { text: long } },
      {
        kept: 'pg:snapshots',
        value: { snapshots: [{ month: '2026-01', madeAtMs: 1, characters: 1, parts: 1, digest: long }] },
      },
    ].map((line) => JSON.stringify(line));
    expect(await imported([head, ...large, ...lines])).toMatchObject({ hours: 4, leftOut: 4 });
  });

  it('leaves out and counts what it cannot read', async () => {
    await live(1);
    const [head = '', ...lines] = await exported();
    harness.installationId = 'site-b';
    const odd = ['no JSON', '{"hour":1,"value":{"v":99}}', '{"setAside":"pg:odd:x","value":1}', '7'];
    expect(await imported([head, ...odd, ...lines])).toMatchObject({ hours: 4, leftOut: 4 });
  });
});

it('an import brings calls and points, and no word of a quota, a tier or a refusal', async () => {
  const writer = new Writer('aaaaaaaaaaaa');
  const limits = {
    ...noLimits,
    nearLimit: true,
    quotas: [
      {
        ...{ policy: 'tenant-app-quota', scope: 'tenant' as const, enforcement: 'enforced' as const },
        ...{ quota: 1_000_000, windowSeconds: 3600, remaining: 0, resetAtMs: null, unit: 'points' as const },
      },
    ],
    throttle: {
      ...{
        reason: 'quotaTenant' as const,
        reasonRaw: null,
        retryAtMs: null,
        enforcement: 'enforced' as const,
      },
    },
  };
  const book = async (): Promise<void> => {
    writer.book(observation({ atMs: harness.clock.now(), status: 429, limits }));
    await writer.flush(harness.clock.now());
  };
  await book();
  await rollUpNow();
  await book();
  const lines = await exported();
  harness.installationId = 'site-b';
  await imported(lines);
  await rollUpNow();
  const hour = hourOf(harness.clock.now());
  const { hours } = await readHours([hour], always);
  const { usage, isImported } = hours.get(hour)!;
  expect([callsIn(usage), isImported, usage.policies.size, usage.refusals.size, usage.pairs.length]).toEqual([
    ...[2, true, 0, 0, 0],
  ]);
  const [pool] = poolViews(hours, harness.clock.now());
  expect(pool).toMatchObject({ status: 'unknown', tier: null, enforcement: null, quotaPoints: null });
  // The next answer to the app itself says it anew.
  await book();
  const again = await readHours([hour], always);
  expect(poolViews(again.hours, harness.clock.now())[0]).toMatchObject({ status: 'exhausted', tier: 2 });
});

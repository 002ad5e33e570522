import { emptyHourAccount, joined, type HourAccount } from '../usage/hour-account';
import { book, emptyHourUsage } from '../usage/hour-usage';
import { FleetLines, fleetLineOffBy } from './fleet-lines';
import { readLine } from '../fleet-line/read-line';
import { hourMs } from '../time';
import type { QuotaReading } from '../model';
import { capturedAtMs, noLimits, observation } from '../../test/support/observation';
import { minuteMs } from '../time';

const hour = Math.floor(capturedAtMs / hourMs);
const nowMs = capturedAtMs;

function account(records: number, change: Partial<HourAccount> = {}): HourAccount {
  const usage = emptyHourUsage();
  book(usage, observation());
  return { ...joined({ ...emptyHourAccount(), usage }), addedRecords: records, ...change };
}

function printing(offBy: FleetLines['offBy'] = null) {
  const printed: string[] = [];
  const faults: unknown[] = [];
  const lines = new FleetLines(
    offBy,
    (error) => faults.push(error),
    (line) => printed.push(line),
  );
  const told = () =>
    printed.splice(0).map((text) => {
      const read = readLine(text);
      if (read.kind !== 'line') throw new Error(text);
      const { line } = read;
      if (line.kind === 'site') return line;
      return line.kind === 'hour' ? [line.hour - hour, line.number] : line.reading.remainingPoints;
    });
  const print = (hours: [number, HourAccount][], atMs = nowMs, firstChanged: number | null = null) => {
    const of = new Map(hours.map(([ago, one]) => [hour - ago, one]));
    lines.printHours('installation-1', of, { edition: 'standard', users: 12 }, firstChanged, atMs);
  };
  return { lines, print, told, faults, printed };
}

test('this hour and the one before are printed when they changed, at most every five minutes', () => {
  const { print, told } = printing();
  print([
    [0, account(3)],
    [1, account(9)],
    [2, account(7)],
  ]);
  expect(told()).toEqual([
    [0, 3],
    [-1, 9],
  ]);
  print(
    [
      [0, account(4)],
      [1, account(9)],
    ],
    nowMs + 4 * minuteMs,
  );
  expect(told()).toEqual([]);
  print(
    [
      [0, account(5)],
      [1, account(9)],
    ],
    nowMs + 5 * minuteMs,
  );
  expect(told()).toEqual([[0, 5]]);
});

test('an older hour is printed when the roll-up changed it; an imported one and an empty one never', () => {
  const { print, told } = printing();
  print(
    [
      [4, account(7)],
      [3, account(2, { isImported: true })],
      [2, account(0)],
    ],
    nowMs,
    hour - 4,
  );
  expect(told()).toEqual([[-4, 7]]);
});

const quota = (change: Partial<QuotaReading> = {}): QuotaReading => ({
  ...{
    policy: 'global-app-quota',
    scope: 'global',
    enforcement: 'enforced',
    quota: 65_000,
    windowSeconds: 3_600,
  },
  ...{ remaining: 9_120, resetAtMs: null, unit: 'points', ...change },
});

test('a reading of the counter is printed at once, and the next of the pool five minutes later', () => {
  const { lines, told } = printing();
  const note = (minutes: number, remaining: number | null, change: Partial<QuotaReading> = {}) => {
    const limits = { ...noLimits, quotas: [quota({ remaining, ...change })] };
    lines.noteReading('installation-1', observation({ atMs: nowMs + minutes * minuteMs, limits }));
  };
  note(0, null);
  note(0, 9_120);
  note(4, 8_000);
  note(5, 0);
  expect(told()).toEqual([9_120, 0]);
  note(20, 70_000);
  note(20, 40, { scope: 'burst', windowSeconds: 1 });
  note(20, 40, { unit: 'requests' });
  expect(told()).toEqual([]);
});

test('what a page says of the counter is nobody’s word, and a log that fails is counted and hurts nothing', () => {
  const { lines, told } = printing();
  const limits = { ...noLimits, quotas: [quota()] };
  lines.noteReading('installation-1', observation({ route: 'forge.bridge', limits }));
  expect(told()).toEqual([]);
  const faults: unknown[] = [];
  const failing = new FleetLines(
    null,
    (error) => faults.push(error),
    () => {
      throw new Error('full');
    },
  );
  failing.noteReading('installation-1', observation({ limits }));
  expect(faults).toEqual([new Error('full')]);
});

const quotas = { ...noLimits, quotas: [quota()] };

test('switched off by the app’s developers, nothing is printed, whatever an administrator decided', () => {
  const { lines, print, printed } = printing('environment');
  lines.learn('installation-1', true);
  print([[0, account(3)]]);
  lines.noteReading('installation-1', observation({ limits: quotas }));
  expect(printed).toEqual([]);
  const off = { POINTS_GAUGE_FLEET_LINE: ' Off ' };
  expect([fleetLineOffBy(undefined, off), fleetLineOffBy(true, off), fleetLineOffBy(undefined, {})]).toEqual([
    'environment',
    'environment',
    null,
  ]);
  expect([fleetLineOffBy(false, {}), fleetLineOffBy(false, off)]).toEqual(['app', 'app']);
});

test('switched off in one installation’s settings, its lines of every kind stop, and no other’s', () => {
  const { lines, print, told, printed } = printing();
  lines.learn('installation-1', false);
  print([[0, account(3)]]);
  lines.noteReading('installation-1', observation({ limits: quotas }));
  lines.noteSite('installation-1', 'https://acme.atlassian.net', nowMs);
  lines.printNoticeUrl('installation-1', 'https://acme.hello.atlassian-dev.net/x1/trigger');
  expect(printed).toEqual([]);
  lines.noteReading('installation-2', observation({ limits: quotas }));
  expect(told()).toEqual([9_120]);
  lines.learn('installation-1', true);
  print([[0, account(3)]]);
  expect(told()).toEqual([[0, 3]]);
});

import { bytesOf } from './bytes';
import { encodeUsage } from './codec';
import { shortNames } from './short-names';
import {
  addRecord,
  callsOfHour,
  decodeHour,
  decodeListPart,
  emptyHourAccount,
  encodeHour,
} from './hour-account';
import {
  encodeHourWithin,
  encodeListPart,
  isSettled,
  joined,
  noteCapped,
  partsOfLists,
} from './hour-account';
import { refuseRecord, type HourAccount } from './hour-account';
import { estimateDistinct } from './distinct';
import { book, emptyHourUsage, type HourUsage } from './hour-usage';
import { encodeRecordWithin, reportedWriter, type AccountRecord } from './record';
import { partOf, type RecordLists } from './record-lists';
import type { Observation } from '../model';
import { capturedAtMs, observation } from '../../test/support/observation';

const hour = 489_016;
const reporter = reportedWriter('0123456789', 'fedcba9876543210');
const pool = 'own|PRODUCTION|jira';

function usageOf(...calls: Partial<Observation>[]): HourUsage {
  const usage = emptyHourUsage();
  for (const call of calls) book(usage, observation(call));
  return usage;
}
function record(writer: string, usage: HourUsage, change: Partial<AccountRecord> = {}): AccountRecord {
  return {
    ...{
      id: { writer, n: 1 },
      sealedAtMs: 1,
      hours: new Map([[hour, usage]]),
      writeFailures: 0,
      lostRecords: 0,
    },
    ...change,
  };
}
const named = (count: number, change: Partial<Observation> = {}): HourUsage =>
  usageOf(...Array.from({ length: count }, (_, i) => ({ template: `/rest/api/3/thing${i}`, ...change })));

describe('an hour', () => {
  it('keeps what back ends reported apart, until it is joined for a reader', () => {
    const account = emptyHourAccount();
    addRecord(account, hour, record('a1b2c3d4e5f6', usageOf({}, {})));
    addRecord(account, hour, record(reporter, usageOf({}), { isImported: true }));
    expect(
      [account.usage, account.reported].map((usage) => usage && [...usage.sums.values()][0]?.requests),
    ).toEqual([...[2, 1]]);
    expect([callsOfHour(account), account.addedCalls, account.isImported]).toEqual([3, 3, true]);
    const all = joined(account);
    expect([callsOfHour(all), all.reported, joined(all)]).toEqual([3, null, all]);
    addRecord(all, hour, record(reporter, usageOf({}), { id: { writer: reporter, n: 2 } }));
    expect(callsOfHour(all)).toBe(4);
  });

  it('is imported only where a record was', () => {
    const account = emptyHourAccount();
    addRecord(account, hour, record('a1b2c3d4e5f6', usageOf({})));
    addRecord(account, hour, record('b1b2c3d4e5f6', usageOf({}), { isImported: true }), false);
    expect([account.isImported, account.listsAre, account.capped]).toEqual([false, 'inside', null]);
  });

  it('refuses a record once, and is settled with one that it lists', () => {
    const account = emptyHourAccount();
    const id = { writer: 'a1b2c3d4e5f6', n: 1 };
    expect([refuseRecord(account, id), refuseRecord(account, id), isSettled(account, id)]).toEqual([
      ...[true, false, false],
    ]);
    addRecord(account, hour, record(id.writer, usageOf({})));
    expect(isSettled(account, id)).toBe(true);
    expect(addRecord(account, hour + 1, record('b1b2c3d4e5f6', usageOf({})))).toBe(false);
  });

  it('lists no process beyond what its source may have, and counts about how many those were', () => {
    const account = emptyHourAccount();
    for (let i = 0; i < 24_000; i += 1)
      account.merged.set(reportedWriter('0123456', String(i).padStart(16, '0')), [1, 1]);
    const one = record(reporter, usageOf({}));
    expect(addRecord(account, hour, one)).toBe(false);
    expect(isSettled(account, one.id)).toBe(true);
    expect(noteCapped(account, one.id)).toBe(true);
    expect(noteCapped(account, one.id)).toBe(false);
    expect(noteCapped(account, { ...one.id, n: 2 })).toBe(true);
    expect(account.capped && estimateDistinct(account.capped)).toBe(2);
    // Nothing is counted anew for each record: the next that is listed is the last.
    account.merged.delete(reportedWriter('0123456', '0'.repeat(16)));
    const last = record(reporter, usageOf({}));
    const walks = jest.spyOn(account.merged, 'keys');
    expect(isSettled(account, last.id)).toBe(false);
    expect([
      addRecord(account, hour, last),
      addRecord(account, hour, record(`${reporter.slice(0, -1)}f`, usageOf({}))),
    ]).toEqual([...[true, false]]);
    expect(walks).toHaveBeenCalledTimes(1);
  });

  it('counts a process once, though it brings a record after others were listed behind its back', () => {
    const account = emptyHourAccount();
    const writerOf = (source: string, n: number) => reportedWriter(source, String(n).padStart(16, '0'));
    for (let i = 0; i < 23_998; i += 1) account.merged.set(writerOf('0123456', i), [1, 1]);
    account.merged.set(writerOf('fedcba9', 1), [1, 1]);
    expect(isSettled(account, { writer: reporter, n: 1 })).toBe(false);
    account.merged.set(writerOf('0123456', 23_998), [1, 1]);
    addRecord(account, hour, record('', usageOf({}), { id: { writer: writerOf('fedcba9', 1), n: 2 } }));
    const added = [23_999, 24_000].map((n) =>
      addRecord(account, hour, record(writerOf('0123456', n), usageOf({}))),
    );
    expect(added).toEqual([true, false]);
  });

  it('tells of a single record that was lost, and of a single write that failed', () => {
    expect(encodeHour({ ...emptyHourAccount(), lostRecords: 1, writeFailures: 1 })).toMatchObject({
      ...{ lost: 1, wf: 1 },
    });
  });

  it('keeps the minutes of sixteen endpoints, and those only from an eighth of the quota on', () => {
    const endpointsOf = (likely: number, quotas: readonly (number | null)[]): number => {
      const each = Math.floor(likely / 20);
      const pointsOf = (points: number) => ({ low: points, likely: points, high: points });
      const usage = usageOf(
        ...Array.from({ length: 20 }, (_, i) => ({
          atMs: capturedAtMs + i * 60_000,
          template: `/t${i}`,
          points: pointsOf(i === 0 ? likely - 19 * each : each),
        })),
      );
      const mark = {
        ...{ lastAtMs: 1, remaining: 1, windowSeconds: 1, resetAtMs: 1, window: 1, first: null },
        ...{ leastRemaining: 1, near: true },
      };
      for (const [slot, quotaPoints] of quotas.entries())
        usage.policies.set(`${pool}|q|enforced|${slot}`, { ...mark, quotaPoints });
      // The quotas of others are theirs.
      usage.policies.set('other|PRODUCTION|jira|q|enforced|0', { ...mark, quotaPoints: 1e6 });
      usage.policies.set('other|PRODUCTION|jira|q|enforced|1', { ...mark, quotaPoints: 1 });
      const { s } = encodeHour({ ...emptyHourAccount(), usage });
      if (s.n === undefined || typeof s.n === 'number') throw new Error('no lists');
      expect(Object.keys(s.n.r)).toHaveLength(1);
      return Object.keys(s.n.e).length;
    };
    // Of 65,000, as long as nothing is known.
    expect([8124.999, 8125].map((likely) => endpointsOf(likely, []))).toEqual([0, 16]);
    expect([8124.999, 8125].map((likely) => endpointsOf(likely, [null]))).toEqual([0, 16]);
    expect([999.999, 1000].map((likely) => endpointsOf(likely, [8000, null]))).toEqual([0, 16]);
  });
});

describe('the lists of a busy hour', () => {
  const merged: RecordLists = new Map(
    Array.from({ length: 64 }, (_, i) => [`writer${String(i).padStart(6, '0')}`, [1, i + 1]]),
  );
  const refused: RecordLists = new Map([
    ['writer000003', [9, 9]],
    ['stranger0000', [1, 1]],
  ]);
  const account = (): HourAccount => ({
    ...emptyHourAccount(),
    merged,
    refused,
    addedRecords: 5,
    addedCalls: 0,
  });

  it('are kept apart from its sums where they are large, in sixteen parts by writer', () => {
    const inside = bytesOf({ m: Object.fromEntries(merged), rf: Object.fromEntries(refused) });
    const small = encodeHourWithin(account(), 100_000, inside);
    expect([small?.parts.size, small?.body.lp, small?.body.m]).toEqual([
      0,
      undefined,
      Object.fromEntries(merged),
    ]);
    const large = encodeHourWithin(account(), 100_000, inside - 1);
    expect([large?.body.lp, large?.body.m, large?.body.rf]).toEqual([16, undefined, undefined]);
    expect(decodeHour(large?.body)).toMatchObject({
      listsAre: 'unread',
      merged: new Map(),
      refused: new Map(),
    });
    const parts = [...(large?.parts ?? [])];
    expect(parts.length).toBeGreaterThan(10);
    const read = parts.map(([part, stored]) => {
      const lists = decodeListPart(stored);
      for (const list of [lists?.merged, lists?.refused])
        for (const writer of list?.keys() ?? []) expect(partOf(writer)).toBe(part);
      return lists;
    });
    expect(new Map(read.flatMap((lists) => [...(lists?.merged ?? [])]).sort())).toEqual(merged);
    expect(new Map(read.flatMap((lists) => [...(lists?.refused ?? [])]))).toEqual(new Map([...refused]));
    expect(encodeHourWithin({ ...account(), listsAre: 'apart' }, 100_000, 1e9)?.parts.size).toBe(
      parts.length,
    );
    // Those that were not read are not written either.
    expect(encodeHourWithin({ ...account(), listsAre: 'unread' }, 100_000, 0)?.parts.size).toBe(0);
  });

  it('may have as many bytes as there are for a value, and not one more', () => {
    const gaps = Array.from({ length: 300 }, (_, i) => [2 * i + 1, 2 * i + 1]).flat();
    const account = (): HourAccount => ({ ...emptyHourAccount(), merged: new Map([['a1b2c3d4e5f6', gaps]]) });
    const bytes = bytesOf({ v: 5, m: { a1b2c3d4e5f6: gaps } });
    expect(bytes).toBeGreaterThan(2_000);
    expect([...(encodeHourWithin(account(), bytes, 0)?.parts.keys() ?? [])]).toEqual([13]);
    expect(encodeHourWithin(account(), bytes - 1, 0)).toBeNull();
  });

  it('that do not fit are not written', () => {
    const parts = [...partsOfLists(account()).values()].map((part) => bytesOf(encodeListPart(part)));
    const most = Math.max(...parts);
    expect(encodeHourWithin(account(), Math.max(most, 400), 0)).not.toBeNull();
    expect(encodeHourWithin(account(), most - 1, 0)).toBeNull();
  });

  it.each([
    null,
    { v: 6, m: {} },
    { m: {} },
    { v: 4 },
    { v: 4, m: { a: [1] } },
    { v: 4, m: {}, rf: { a: [1] } },
    { v: 4, m: {}, rf: 7 },
  ])('are not read of %j', (value) => {
    expect(decodeListPart(value)).toBeNull();
  });

  it('without refused ones have none', () => {
    expect(decodeListPart({ v: 4, m: { a: [1, 2] } })).toEqual({
      merged: new Map([['a', [1, 2]]]),
      refused: new Map(),
    });
    expect(encodeListPart({ merged: new Map([['a', [1, 2]]]), refused: new Map() })).toEqual({
      v: 5,
      m: { a: [1, 2] },
    });
  });
});

describe('what is too large', () => {
  it('yields first where back ends reported it, down to 56 KiB', () => {
    const account = { ...emptyHourAccount(), usage: named(300), reported: named(1600) };
    const [own, theirs] = [account.usage, account.reported].map((usage) =>
      bytesOf(shortNames(encodeUsage(usage))),
    );
    // Where that is enough, nothing of the own yields.
    expect(encodeHourWithin(account, (own ?? 0) + (theirs ?? 0) - 500, 1e6)).not.toBeNull();
    expect([account.usage.sums.size, account.reported.sums.size]).toEqual([300, 1201]);
    const large = { ...emptyHourAccount(), usage: named(600), reported: named(2500) };
    const stored = encodeHourWithin(large, 60 * 1024, 1e6);
    expect(bytesOf(stored?.body.sr)).toBeLessThanOrEqual(57_344);
    expect(large.reported.sums.size).toBe(938);
    expect(large.usage.sums.size).toBeLessThan(600);
    const small = { ...emptyHourAccount(), usage: named(300), reported: named(300) };
    const fitting = bytesOf(encodeHour(small));
    encodeHourWithin(small, fitting, 1e6);
    expect([small.usage.sums.size, small.reported.sums.size]).toEqual([300, 300]);
    // So much may be reported: beyond it the own yield.
    encodeHourWithin(small, fitting - 1, 1e6);
    expect([small.usage.sums.size, small.reported.sums.size < 300]).toEqual([226, false]);
  });

  it.each([
    ['stays where it has 56 KiB', 57_344, 800],
    ['yields where it has a byte more', 57_345, 601],
  ])('of back ends %s', (_name, bytes, sums) => {
    const reportedOf = (letters: number): HourUsage => {
      const usage = named(799);
      book(usage, observation({ template: `/${'x'.repeat(letters)}` }));
      return usage;
    };
    const bytesOfReported = (letters: number): number =>
      bytesOf(encodeHour({ ...emptyHourAccount(), reported: reportedOf(letters) }).sr);
    const reported = reportedOf(bytes - bytesOfReported(0));
    // The own yields in any case: the value holds half of it.
    const account = { ...emptyHourAccount(), usage: named(600), reported };
    expect(bytesOf(encodeHour(account).sr)).toBe(bytes);
    encodeHourWithin(account, 70 * 1024, 1e6);
    expect(reported.sums.size).toBe(sums);
  });

  it('of a record is folded until it fits, or is none', () => {
    const whole = bytesOf(encodeRecordWithin(record('a1b2c3d4e5f6', named(100)), 1e6));
    const fitted = record('a1b2c3d4e5f6', named(100));
    encodeRecordWithin(fitted, whole);
    expect(fitted.hours.get(hour)?.sums.size).toBe(100);
    const folded = record('a1b2c3d4e5f6', named(100));
    const stored = encodeRecordWithin(folded, whole - 1);
    expect(bytesOf(stored)).toBeLessThan(whole);
    expect(folded.hours.get(hour)?.sums.size).toBe(76);
    expect(encodeRecordWithin(record('a1b2c3d4e5f6', named(100)), 100)).toBeNull();
    // What the first of two hours cannot give, the second has to.
    const two = record('a1b2c3d4e5f6', usageOf({}), {
      hours: new Map([
        [hour, usageOf({})],
        [hour + 1, named(100)],
      ]),
    });
    const both = bytesOf(encodeRecordWithin(two, 1e6));
    expect(bytesOf(encodeRecordWithin(two, both - 1000))).toBeLessThanOrEqual(both - 1000);
  });
});

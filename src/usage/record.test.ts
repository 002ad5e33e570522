import { addRecord, decodeHour, emptyHourAccount, encodeHour } from './hour-account';
import { hourOf } from './hour';
import { decodeRecord, encodeRecord, type AccountRecord } from './record';
import { book, emptyHourUsage } from './hour-usage';
import { capturedAtMs, observation } from '../../test/support/observation';

const hour = hourOf(capturedAtMs);

function record(n: number): AccountRecord {
  const usage = emptyHourUsage();
  book(usage, observation());
  return {
    id: { writer: 'a1b2c3d4e5f6', n },
    sealedAtMs: capturedAtMs,
    hours: new Map([[hour, usage]]),
    writeFailures: 1,
    lostRecords: 0,
  };
}

describe('a record', () => {
  it('comes back from its stored form', () => {
    expect(decodeRecord(JSON.parse(JSON.stringify(encodeRecord(record(3)))))).toEqual(record(3));
  });

  it('of one call takes less than 350 bytes', () => {
    expect(JSON.stringify(encodeRecord(record(1))).length).toBeLessThan(350);
  });

  it('of several hours tells its failed and lost writes to the first of them alone, in whatever order they are added', () => {
    const usages = [0, 1, 2].map((later) => {
      const usage = emptyHourUsage();
      book(usage, observation({ atMs: capturedAtMs + later * 3_600_000 }));
      return [hour + later, usage] as const;
    });
    const written = { ...record(1), hours: new Map([...usages].reverse()), writeFailures: 3, lostRecords: 2 };
    const told = [hour + 2, hour, hour + 1].map((one) => {
      const account = emptyHourAccount();
      expect(addRecord(account, one, written)).toBe(true);
      return [one - hour, account.writeFailures, account.lostRecords, account.addedCalls];
    });
    expect(told).toEqual([
      [2, 0, 0, 1],
      [0, 3, 2, 1],
      [1, 0, 0, 1],
    ]);
  });

  it('of another schema, with no hour or a strange writer, is not taken for one of ours', () => {
    const stored = encodeRecord(record(1));
    const strange: unknown[] = [
      { ...stored, v: 6 },
      { ...stored, h: {} },
      { ...stored, w: '../x' },
      { ...stored, n: 0 },
    ];
    expect(strange.map(decodeRecord)).toEqual([null, null, null, null]);
  });
});

describe('an hour', () => {
  it('takes a record once, however often it is brought', () => {
    const account = emptyHourAccount();
    const results = [record(1), record(2), record(1), record(2)].map((one) => addRecord(account, hour, one));
    expect(results).toEqual([true, true, false, false]);
    expect([...account.usage.sums.values()].map(({ requests }) => requests)).toEqual([2]);
    expect([...account.merged]).toEqual([['a1b2c3d4e5f6', [1, 2]]]);
    expect(account.writeFailures).toBe(2);
  });

  it('lists a record without counting it when it was made while metering was off', () => {
    const account = emptyHourAccount();
    expect(addRecord(account, hour, record(1), false)).toBe(true);
    expect(account.usage.sums.size).toBe(0);
    expect(addRecord(account, hour, record(1), true)).toBe(false);
  });

  it('comes back from its stored form, and is not taken from a damaged one', () => {
    const account = emptyHourAccount();
    addRecord(account, hour, record(1));
    const stored = JSON.parse(JSON.stringify(encodeHour(account))) as Record<string, unknown>;
    expect(decodeHour(stored)).toEqual(account);
    const damaged = [
      { ...stored, v: 9 },
      { ...stored, m: { a: [2, 1] } },
      { ...stored, s: null },
    ];
    expect(damaged.map(decodeHour)).toEqual([null, null, null]);
  });
});

import * as fc from 'fast-check';
import { integrityByHour, integrityByWriter, sumOfIntegrity } from './integrity';
import { addRecord, emptyHourAccount, refuseRecord, type HourAccount } from './hour-account';
import type { AccountRecord } from './record';
import { book, emptyHourUsage } from './hour-usage';
import { observation } from '../../test/support/observation';

function record(writer: string, n: number, hours: readonly number[]): AccountRecord {
  const usages = hours.map((hour) => {
    const usage = emptyHourUsage();
    book(usage, observation());
    return [hour, usage] as const;
  });
  return { id: { writer, n }, sealedAtMs: 0, hours: new Map(usages), writeFailures: 0, lostRecords: 0 };
}

describe('the books', () => {
  it('say of each number of a writer whether it is merged, waiting, refused or missing', () => {
    const [first, second] = [emptyHourAccount(), emptyHourAccount()];
    addRecord(first, 1, record('aaaaaaaaaaaa', 4, [1]));
    addRecord(first, 1, record('aaaaaaaaaaaa', 5, [1, 2]));
    addRecord(second, 2, record('aaaaaaaaaaaa', 5, [1, 2]));
    refuseRecord(second, { writer: 'aaaaaaaaaaaa', n: 9 });
    const hours = new Map([
      [1, first],
      [2, second],
    ]);
    const waiting = [
      record('aaaaaaaaaaaa', 7, [2]),
      record('bbbbbbbbbbbb', 1, [2]),
      record('aaaaaaaaaaaa', 5, [1]),
    ];
    expect(integrityByWriter(hours, waiting)).toEqual([
      {
        writer: 'aaaaaaaaaaaa',
        ...{ numberedRecords: 6, mergedRecords: 2, waitingRecords: 1, refusedRecords: 1, missingRecords: 2 },
      },
      {
        writer: 'bbbbbbbbbbbb',
        ...{ numberedRecords: 1, mergedRecords: 0, waitingRecords: 1, refusedRecords: 0, missingRecords: 0 },
      },
    ]);
    expect(
      integrityByHour(hours).map(({ hour, mergedRecords, refusedRecords, isBalanced }) => [
        ...[hour, mergedRecords, refusedRecords, isBalanced],
      ]),
    ).toEqual([
      [1, 2, 0, true],
      [2, 1, 1, true],
    ]);
  });

  it('count a record that one of its hours refused as refused, though the other took its part', () => {
    const [first, second] = [emptyHourAccount(), emptyHourAccount()];
    addRecord(first, 1, record('aaaaaaaaaaaa', 1, [1, 2]));
    addRecord(first, 1, record('aaaaaaaaaaaa', 2, [1]));
    refuseRecord(second, { writer: 'aaaaaaaaaaaa', n: 1 });
    const hours = new Map([
      [1, first],
      [2, second],
    ]);
    expect(integrityByWriter(hours, [])).toMatchObject([
      { mergedRecords: 1, refusedRecords: 1, numberedRecords: 2 },
    ]);
  });

  it('always add up', () => {
    const number = fc.integer({ min: 1, max: 12 });
    const ids = fc.array(fc.tuple(fc.constantFrom('aaaaaaaaaaaa', 'bbbbbbbbbbbb'), number));
    fc.assert(
      fc.property(ids, ids, ids, (merged, refused, waiting) => {
        const account = emptyHourAccount();
        for (const [writer, n] of merged) addRecord(account, 1, record(writer, n, [1]));
        for (const [writer, n] of refused) refuseRecord(account, { writer, n });
        const integrity = sumOfIntegrity(
          integrityByWriter(
            new Map([[1, account]]),
            waiting.map(([writer, n]) => record(writer, n, [1])),
          ),
        );
        const { mergedRecords, waitingRecords, refusedRecords, missingRecords } = integrity;
        expect(mergedRecords + waitingRecords + refusedRecords + missingRecords).toBe(
          integrity.numberedRecords,
        );
      }),
    );
  });

  it('take the count for the lists of an hour that were not read', () => {
    const account = emptyHourAccount();
    for (const n of [1, 2]) addRecord(account, 1, record('aaaaaaaaaaaa', n, [1]));
    const unread = { ...account, merged: new Map(), listsAre: 'unread' as const };
    expect(integrityByHour(new Map([[1, unread]]))).toEqual([
      { hour: 1, mergedRecords: 2, refusedRecords: 0, calls: 2, isBalanced: true },
    ]);
  });

  it('notice an hour whose sums or lists are not what was counted into it', () => {
    const broken = (change: (account: HourAccount) => void): boolean | undefined => {
      const account = emptyHourAccount();
      addRecord(account, 1, record('aaaaaaaaaaaa', 1, [1]));
      change(account);
      return integrityByHour(new Map([[1, account]]))[0]?.isBalanced;
    };
    expect(broken(() => undefined)).toBe(true);
    expect(
      broken(({ merged }) => {
        merged.clear();
      }),
    ).toBe(false);
    expect(
      broken(({ usage }) => {
        usage.sums.clear();
      }),
    ).toBe(false);
  });
});

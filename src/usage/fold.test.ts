import { estimateDistinct } from './distinct';
import { bytesOf } from './bytes';
import { foldToFit } from './truncate';
import { addRecord, decodeHour, emptyHourAccount, encodeHourWithin } from './hour-account';
import { hourOf } from './hour';
import { book, callsIn, emptySheet, type Sheet } from './hour-usage';
import { capturedAtMs, observation } from '../../test/support/observation';

function sheetOf(endpoints: number): Sheet {
  const sheet = emptySheet();
  for (let i = 0; i < endpoints; i += 1) {
    const points = { low: i, likely: i, high: i };
    book(sheet, observation({ template: `/rest/api/3/thing${i}/{id}`, points, tag: `part ${i % 3}` }));
  }
  return sheet;
}

const likelyOf = (sheet: Sheet): number =>
  [...sheet.cells.values()].reduce((sum, { likelyMilli }) => sum + likelyMilli, 0);

describe('a sheet that is too large', () => {
  it('keeps the endpoints that cost most, sums up the others, and remembers how many they were', () => {
    const sheet = sheetOf(400);
    const [calls, likely] = [callsIn(sheet), likelyOf(sheet)];
    expect(foldToFit(sheet, ({ cells }) => cells.size <= 160)).toBe(true);
    expect([callsIn(sheet), likelyOf(sheet)]).toEqual([calls, likely]);
    expect([...sheet.cells.keys()].some((key) => key.endsWith('/thing399/{id}'))).toBe(true);
    const others = sheet.cells.get('own|PRODUCTION|jira|forge.asApp|schedule||GET|{other}');
    expect(others?.requests).toBe(400 - (sheet.cells.size - 1));
    const named = estimateDistinct(sheet.folded!);
    expect(Math.abs(named - others!.requests)).toBeLessThan(others!.requests * 0.1);
  });

  it('sums up what browsers say before anything else, however dear they say it was', () => {
    const sheet = sheetOf(20);
    const dear = { low: 9e5, likely: 9e5, high: 9e5 };
    for (let i = 0; i < 40; i += 1)
      book(sheet, observation({ route: 'forge.bridge', template: `/said${i}`, points: dear, tag: null }));
    foldToFit(sheet, ({ cells }) => cells.size <= 25);
    const kept = [...sheet.cells.keys()].filter((key) => !key.endsWith('{other}'));
    expect(kept.filter((key) => key.includes('/thing'))).toHaveLength(20);
  });

  it('stays as it is when it fits', () => {
    const sheet = sheetOf(10);
    foldToFit(sheet, () => true);
    expect(sheet).toEqual(sheetOf(10));
  });

  it('says when even its sum does not fit', () => {
    expect(foldToFit(sheetOf(10), () => false)).toBe(false);
  });

  it('of an hour is stored within the bytes that it may have, lists and all', () => {
    const account = emptyHourAccount();
    for (let writer = 0; writer < 300; writer += 1) {
      const id = { writer: `writer${String(writer).padStart(6, '0')}`, n: 7 };
      const hours = new Map([[hourOf(capturedAtMs), sheetOf(writer === 0 ? 3000 : 1)]]);
      addRecord(account, hourOf(capturedAtMs), {
        id,
        sealedAtMs: 0,
        hours,
        writeFailures: 0,
        lostRecords: 0,
      });
    }
    const stored = encodeHourWithin(account, 220 * 1024, 48 * 1024)?.body;
    expect(bytesOf(stored)).toBeLessThanOrEqual(220 * 1024);
    const read = decodeHour(stored);
    expect(read?.merged.size).toBe(300);
    expect(callsIn(read!.sheet)).toBe(3299);
  });
});

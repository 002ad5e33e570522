import { decodeSheet, encodeSheet } from '../../usage/codec';
import { book, emptySheet, mergeSheets, type Sheet } from '../../usage/hour-usage';
import { observation } from '../../../test/support/observation';

function sheetOf(...peaks: number[]): Sheet {
  const sheet = emptySheet();
  for (const contextCallsASecond of peaks) book(sheet, observation({ contextCallsASecond }));
  return sheet;
}

const asApp = 'own|PRODUCTION|jira|forge.asApp';

it('keeps the busiest second of each route, whichever process saw it, and through storage', () => {
  const sheet = sheetOf(1, 4, 2);
  mergeSheets(sheet, sheetOf(3));
  expect([...sheet.peaks]).toEqual([[asApp, 4]]);
  expect(decodeSheet(JSON.parse(JSON.stringify(encodeSheet(sheet))))?.peaks).toEqual(new Map([[asApp, 4]]));
});

it('says nothing where nobody counted', () => {
  const sheet = emptySheet();
  book(sheet, observation());
  expect(sheet.peaks.size).toBe(0);
  expect(encodeSheet(sheet).s).toBeUndefined();
});

it('takes no sheet whose peaks are damaged', () => {
  const stored = encodeSheet(sheetOf(4));
  expect(decodeSheet({ ...stored, s: { [asApp]: -1 } })).toBeNull();
  expect(decodeSheet({ ...stored, s: { 'no key': 4 } })).toBeNull();
});

import { decodeUsage, encodeUsage } from '../../usage/codec';
import { book, emptyHourUsage, mergeUsage, type HourUsage } from '../../usage/hour-usage';
import { observation } from '../../../test/support/observation';

function usageOf(...peaks: number[]): HourUsage {
  const usage = emptyHourUsage();
  for (const contextCallsASecond of peaks) book(usage, observation({ contextCallsASecond }));
  return usage;
}

const asApp = 'own|PRODUCTION|jira|forge.asApp';

it('keeps the busiest second of each route, whichever process saw it, and through storage', () => {
  const usage = usageOf(1, 4, 2);
  mergeUsage(usage, usageOf(3));
  expect([...usage.peaks]).toEqual([[asApp, 4]]);
  expect(decodeUsage(JSON.parse(JSON.stringify(encodeUsage(usage))))?.peaks).toEqual(new Map([[asApp, 4]]));
});

it('says nothing where nobody counted', () => {
  const usage = emptyHourUsage();
  book(usage, observation());
  expect(usage.peaks.size).toBe(0);
  expect(encodeUsage(usage).s).toBeUndefined();
});

it('takes no usage whose peaks are damaged', () => {
  const stored = encodeUsage(usageOf(4));
  expect(decodeUsage({ ...stored, s: { [asApp]: -1 } })).toBeNull();
  expect(decodeUsage({ ...stored, s: { 'no key': 4 } })).toBeNull();
});

import { estimateDistinct } from './distinct';
import { bytesOf } from './bytes';
import { truncateToFit } from './truncate';
import { addRecord, decodeHour, emptyHourAccount, encodeHourWithin } from './hour-account';
import { hourOf } from './hour';
import { book, callsIn, emptyHourUsage, type HourUsage } from './hour-usage';
import { capturedAtMs, observation } from '../../test/support/observation';

function usageOf(endpoints: number): HourUsage {
  const usage = emptyHourUsage();
  for (let i = 0; i < endpoints; i += 1) {
    const points = { low: i, likely: i, high: i };
    book(usage, observation({ template: `/rest/api/3/thing${i}/{id}`, points, tag: `part ${i % 3}` }));
  }
  return usage;
}

const likelyOf = (usage: HourUsage): number =>
  [...usage.sums.values()].reduce((sum, { likelyMilli }) => sum + likelyMilli, 0);

describe('a usage that is too large', () => {
  it('keeps the endpoints that cost most, sums up the others, and remembers how many they were', () => {
    const usage = usageOf(400);
    const [calls, likely] = [callsIn(usage), likelyOf(usage)];
    expect(truncateToFit(usage, ({ sums }) => sums.size <= 160)).toBe(true);
    expect([callsIn(usage), likelyOf(usage)]).toEqual([calls, likely]);
    expect([...usage.sums.keys()].some((key) => key.endsWith('/thing399/{id}'))).toBe(true);
    const others = usage.sums.get('own|PRODUCTION|jira|forge.asApp|schedule||GET|{other}');
    expect(others?.requests).toBe(400 - (usage.sums.size - 1));
    const named = estimateDistinct(usage.folded!);
    expect(Math.abs(named - others!.requests)).toBeLessThan(others!.requests * 0.1);
  });

  it('sums up what browsers say before anything else, however dear they say it was', () => {
    const usage = usageOf(20);
    const dear = { low: 9e5, likely: 9e5, high: 9e5 };
    for (let i = 0; i < 40; i += 1)
      book(usage, observation({ route: 'forge.bridge', template: `/said${i}`, points: dear, tag: null }));
    truncateToFit(usage, ({ sums }) => sums.size <= 25);
    const kept = [...usage.sums.keys()].filter((key) => !key.endsWith('{other}'));
    expect(kept.filter((key) => key.includes('/thing'))).toHaveLength(20);
  });

  it('stays as it is when it fits', () => {
    const usage = usageOf(10);
    truncateToFit(usage, () => true);
    expect(usage).toEqual(usageOf(10));
  });

  it('says when even its sum does not fit', () => {
    expect(truncateToFit(usageOf(10), () => false)).toBe(false);
  });

  it('of an hour is stored within the bytes that it may have, lists and all', () => {
    const account = emptyHourAccount();
    for (let writer = 0; writer < 300; writer += 1) {
      const id = { writer: `writer${String(writer).padStart(6, '0')}`, n: 7 };
      const hours = new Map([[hourOf(capturedAtMs), usageOf(writer === 0 ? 3000 : 1)]]);
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
    expect(callsIn(read!.usage)).toBe(3299);
  });
});

import { largeApp, measureLoad } from '../../test/support/ledger-load';

/** `npm run soak -- load` plays a whole day. */
const hours = Number(process.env['POINTS_GAUGE_LOAD_HOURS'] ?? 1);
const timeLimitMs = 60_000 + hours * 30_000;

describe('the ledger of a large app', () => {
  it(
    'holds every call of 300 processes an hour and 150 endpoints, in bounded runs and within every limit of storage',
    async () => {
      const report = await measureLoad({ ...largeApp, hours });
      expect(report).toMatchObject({
        ...{ calls: hours * 83_330, shownCalls: hours * 83_330, missingRecords: 0, waitingAtEnd: 0 },
        ...{ refusals: {}, foldedEndpoints: null },
        later: { callsInDays: hours * 83_330, storedHours: 0 },
      });
      expect(report.mostRequestsARun).toBeLessThanOrEqual(40);
      expect(report.later.mostRequestsARun).toBeLessThanOrEqual(40);
      expect(report.largestValueBytes).toBeLessThanOrEqual(100 * 1024);
      if (hours > 1) console.log(report);
    },
    timeLimitMs,
  );

  it(
    'sums an hour of 6,000 endpoints up until it fits into a value, keeps every sum, and says how many are in {other}',
    async () => {
      const load = { hours: 1, invocationsAnHour: 2_000, processesAnHour: 100, endpoints: 6_000 };
      const report = await measureLoad(load);
      expect(report).toMatchObject({
        ...{ calls: 20_000, shownCalls: 20_000, missingRecords: 0, waitingAtEnd: 0, refusals: {} },
        later: { callsInDays: 20_000, storedHours: 0 },
      });
      expect(report.largestValueBytes).toBeGreaterThan(100 * 1024);
      expect(report.largestValueBytes).toBeLessThanOrEqual(240 * 1024);
      expect(report.foldedEndpoints).toBeGreaterThan(3_000);
      expect(report.foldedEndpoints).toBeLessThan(6_600);
    },
    timeLimitMs,
  );
});

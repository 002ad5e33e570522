import { accountOf } from '../../test/reports/sites';
import { observation } from '../../test/support/observation';
import type { HourRow } from './account';
import { completeReport } from './complete';
import type { WholeHour } from './whole-app';
import { wholeAppSummaries } from './whole-app-report';

const quota = 65_000;
const hourAt = (n: number): string => `2026-10-05T0${String(n)}:00:00Z`;

interface Known {
  best: number;
  basis: WholeHour['basis'];
  /** What the gauges estimate. */
  gauges?: number;
  counter?: number;
  isRefused?: boolean;
}

/** Hours one after the other, as tables and best figures say of them. */
function summaryOf(known: readonly Known[]) {
  const report = completeReport(accountOf([observation({ atMs: Date.parse(hourAt(0)) })]));
  const [first] = report.hours;
  const [summary] = report.summaries;
  if (first === undefined || summary === undefined) throw new Error('There is no hour.');
  const rows = known.map(({ gauges = 0, counter = null, isRefused = false }, n): HourRow => ({
    ...{ ...first, hour: hourAt(n), likelyPoints: gauges, counterPoints: counter },
    quotaRefusedFrom: isRefused ? hourAt(n).replace('00:00Z', '50:00Z') : null,
  }));
  const hours = known.map(({ best, basis }, n): WholeHour => ({
    ...{ pool: 0, hour: hourAt(n), basis, ofAllSites: true, countedShare: 0 },
    ...{ lowPoints: best, likelyPoints: best, highPoints: best, countedSites: null, countedRequests: null },
  }));
  const [whole] = wholeAppSummaries(
    {
      pools: report.pools,
      hours: rows,
      summaries: [{ ...summary, quota: { points: quota, basis: 'header' } }],
    },
    {
      ...{ logs: { share: 1, missingHours: 0 }, requests: null, hours, counted: [] },
      sites: { told: 1, countedOnly: 0, silent: 0 },
    },
  );
  const listOf = (full: readonly { hour: string; percent: number; basis: string }[] = []) =>
    full.map(({ hour, percent, basis }) => [
      Number(hour.slice(11, 13)),
      Math.round(percent * 10) / 10,
      basis,
    ]);
  return { from80: listOf(whole?.hoursFrom80), from100: listOf(whole?.hoursFrom100) };
}

test('an hour with a counter is full by its word or by refusals, whatever is guessed of the minutes after it or estimated by gauges', () => {
  const { from80, from100 } = summaryOf([
    // The guess goes over the wall, the counter did not.
    { basis: 'counter', counter: 64_000, best: 65_000 },
    // Gauges alone put it there.
    { basis: 'counter', counter: 60_000, best: 65_000, gauges: 66_000 },
    // The guess stays below it, and calls were refused.
    { basis: 'counter', counter: 64_000, best: 64_000, isRefused: true },
    { basis: 'counter', counter: 65_000, best: 65_000 },
  ]);
  expect(from100).toEqual([
    [2, 100, 'refusal'],
    [3, 100, 'counter'],
  ]);
  expect(from80).toEqual([[0, 98.5, 'counter'], [1, 92.3, 'counter'], ...from100]);
});

test('an hour without a counter is full by refusals, too, and else by its estimate', () => {
  const { from80, from100 } = summaryOf([
    { basis: 'scaled', best: 61_000, isRefused: true },
    { basis: 'learned', best: 30_000, isRefused: true },
    { basis: 'scaled', best: 70_000 },
    { basis: 'scaled', best: 60_000 },
    { basis: 'estimate', best: 20_000 },
  ]);
  expect(from100).toEqual([
    [0, 100, 'refusal'],
    [1, 100, 'refusal'],
    [2, 107.7, 'scaled'],
  ]);
  expect(from80).toEqual([...from100, [3, 92.3, 'scaled']]);
});

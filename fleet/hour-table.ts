/** The hour as a table for a terminal. */
import { printable, textTable } from '../emulator/testing/text-table';
import { heardBeside } from './estimate/best-figure';
import type { HourReport } from './hour-report';

const shownSites = 40;
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const clock = (ms: number): string => `${new Date(ms).toISOString().slice(11, 16)} UTC`;

export function hourText(report: HourReport): string {
  const { hour, asOfMs, pools, coverage } = report;
  const head = `App ${printable(report.appId)}, environment ${printable(report.environmentId)}: the hour from ${clock(Date.parse(hour))}, as of ${clock(asOfMs)}\n`;
  const body = pools.length === 0 ? nothingText(coverage.sitesHeardOf) : pools.map(poolText).join('\n');
  return `${head}\n${body}\n${coverageText(coverage)}\n`;
}

function nothingText(sitesHeardOf: number): string {
  return sitesHeardOf === 0
    ? 'No line of the gauge was found. A line is printed by sites whose app embeds a gauge that prints it, and read where the customer shares the logs.\n'
    : 'No site has printed a line of this hour yet.\n';
}

function poolText(pool: HourReport['pools'][number]): string {
  const { name, environment, product, sites, likelyPoints, sitesInIt } = pool;
  const others = sitesInIt.length - shownSites;
  const { low, high } = heardBeside(
    { low: pool.lowPoints, likely: likelyPoints, high: pool.highPoints },
    pool.best,
  );
  const band = `${number.format(low)} to ${number.format(high)}`;
  const share = (points: number): string =>
    likelyPoints > 0 ? `${((points / likelyPoints) * 100).toFixed(1)}%` : '';
  const rows = sitesInIt
    .slice(0, shownSites)
    .map((site) => [
      site.name,
      number.format(site.likelyPoints),
      `${number.format(site.lowPoints)}..${number.format(site.highPoints)}`,
      share(site.likelyPoints),
      number.format(site.requests),
      number.format(site.refused),
      site.edition ?? 'not known',
      site.statedUsers === null ? 'not stated' : number.format(site.statedUsers),
      clock(site.asOfMs),
    ]);
  const heading = [
    'Site',
    'Points',
    'Low..high',
    'Share',
    'Requests',
    'Refused',
    'Edition',
    'Users',
    'As of',
  ];
  return [
    `${printable(name)} · ${printable(environment)} · ${product}: about ${number.format(likelyPoints)} points (${band}) estimated by the gauges of ${number.format(sites)} ${sites === 1 ? 'site' : 'sites'}\n`,
    counterText(pool),
    bestText(pool),
    `\n${textTable([heading, ...rows], [1, 2, 3, 4, 5, 7])}`,
    others > 0 ? `… and ${number.format(others)} more sites\n` : '',
  ].join('');
}

function bestText({ best, counter }: HourReport['pools'][number]): string {
  const { lowPoints, likelyPoints, highPoints, basis, countedShare } = best;
  const quota = counter?.quotaPoints ?? null;
  const of = quota === null ? '' : ` of ${number.format(quota)}`;
  const band = `${number.format(lowPoints)} to ${number.format(highPoints)}`;
  const figures =
    likelyPoints === null
      ? `All sites together: between ${number.format(lowPoints)} and ${number.format(highPoints)} points${of}`
      : `All sites together: about ${number.format(likelyPoints)} points (${band})${of}`;
  switch (basis) {
    case 'counter':
      return `${figures}: ${(countedShare * 100).toFixed(0)}% of it counted by Atlassian, the rest a guess for the minutes since\n`;
    case 'scaled':
      return `${figures}: the estimate, as Atlassian’s counter corrects it in busier hours of the last two weeks\n`;
    case 'learned':
      return `${figures}: the estimate, and what Atlassian counted beyond it at what metered calls of this app spend\n`;
    case 'counts':
      return `${figures}: by counted requests alone, since no site of this app is metered\n`;
    case 'estimate':
      return 'All sites together: not known, since the counter was seen too seldom to correct the estimate by it\n';
  }
}

/** Estimate and counter stand side by side: neither is scaled to the other in this line. */
function counterText({ counter, drawnByCounter, likelyPoints }: HourReport['pools'][number]): string {
  if (counter === null)
    return 'Atlassian’s counter was seen by no site in this hour (it speaks past about 80% use).\n';
  const { remainingPoints, quotaPoints, atMs, siteName, enforcement } = counter;
  const of = quotaPoints === null ? '' : ` of ${number.format(quotaPoints)}`;
  const drawn =
    drawnByCounter === null
      ? ''
      : `: ${number.format(drawnByCounter)} drawn by all sites by then, ${number.format(Math.abs(drawnByCounter - likelyPoints))} ${drawnByCounter >= likelyPoints ? 'more' : 'less'} than the estimate now`;
  const beta = enforcement === 'beta' ? ' (announced, not enforced)' : '';
  return `Atlassian’s counter at ${clock(atMs)}, seen by ${printable(siteName)}${beta}: ${number.format(remainingPoints)}${of} left${drawn}\n`;
}

function coverageText({
  sitesHeardOf,
  sitesLastDay,
  readShare,
  missingHours,
}: HourReport['coverage']): string {
  return [
    `Heard of: ${number.format(sitesHeardOf)} sites, ${number.format(sitesLastDay)} in the last day. Sites without a gauge that prints, or that keep their logs to themselves, are in no figure.`,
    `Read of the last 14 days: ${(readShare * 100).toFixed(1)}% (${number.format(missingHours)} hours missing)`,
  ].join('\n');
}

/** From the entries of a page to what is kept of them. */
import type { HourLine, ReadingLine, SiteLine } from '../../src/fleet-line/line';
import { hourMs } from '../../src/time';
import { readLine } from '../../src/fleet-line/read-line';
import type { SiteLog } from './log-page';

export interface SiteLines {
  /** One for each site, hour, pool and installation: that with the highest number. */
  hours: { log: SiteLog; line: HourLine }[];
  readings: { log: SiteLog; line: ReadingLine }[];
  /** What names a site and nothing else. */
  named: { log: SiteLog; line: SiteLine }[];
  /** The newest entry of each site. */
  sites: SiteLog[];
  /** Lines of a later gauge than this program knows, and lines that cannot be read. */
  newer: number;
  malformed: number;
}

export function siteLines(logs: readonly SiteLog[]): SiteLines {
  const hours = new Map<string, { log: SiteLog; line: HourLine }>();
  const readings = new Map<string, { log: SiteLog; line: ReadingLine }>();
  const sites = new Map<string, SiteLog>();
  const lines: SiteLines = { hours: [], readings: [], named: [], sites: [], newer: 0, malformed: 0 };
  for (const log of logs) {
    const read = readLine(log.message);
    if (read.kind === 'newer') lines.newer += 1;
    if (read.kind === 'malformed') lines.malformed += 1;
    if (read.kind === 'other' || read.kind === 'malformed') continue;
    const seen = sites.get(log.siteId);
    if (seen === undefined || seen.atMs < log.atMs) sites.set(log.siteId, log);
    if (read.kind === 'newer') continue;
    const { line } = read;
    if (line.kind === 'site') {
      lines.named.push({ log, line });
      continue;
    }
    // What had not happened yet when the line was printed: the sums of such an hour are none, and no counter was read in it.
    if (isOfTheFuture(line, log)) {
      lines.malformed += 1;
      continue;
    }
    const { app, environment, product } = line.pool;
    const of = JSON.stringify([log.siteId, line.from.installation, app, environment, product]);
    if (line.kind === 'reading') {
      const { policy, enforcement, atMs } = line.reading;
      readings.set(JSON.stringify([of, policy, enforcement, atMs]), { log, line });
      continue;
    }
    const key = `${of} ${String(line.hour)}`;
    const known = hours.get(key);
    if (known === undefined || isNewer(line, known.line)) hours.set(key, { log, line });
  }
  return {
    ...lines,
    hours: [...hours.values()],
    readings: [...readings.values()],
    sites: [...sites.values()],
  };
}

/** Clocks differ, never by an hour. */
function isOfTheFuture(line: HourLine | ReadingLine, { atMs }: SiteLog): boolean {
  const latestMs = atMs + hourMs;
  if (line.kind === 'reading') return line.reading.atMs > latestMs;
  return line.hour > Math.floor(latestMs / hourMs) || line.readings.some((one) => one.atMs > latestMs);
}

/** The higher number holds; of equal numbers the later line. */
export function isNewer(a: Pick<HourLine, 'number' | 'atMs'>, b: Pick<HourLine, 'number' | 'atMs'>): boolean {
  return a.number !== b.number ? a.number > b.number : a.atMs > b.atMs;
}

/** A site's file as lines of its gauge: the export of its account (Settings), or its report (Reports). What it says of Atlassian's answers is left out. */
import { hourLines } from '../../src/fleet-line/hour-lines';
import { readLine } from '../../src/fleet-line/read-line';
import { writeLine } from '../../src/fleet-line/write-line';
import type { HourLine } from '../../src/fleet-line/line';
import { gaugeVersion } from '../../src/fleet-line/gauge-version';
import { chargedToPool } from '../../src/limits/charging';
import { isRecord } from '../../src/object';
import type { HourRow, ReportAccount, RouteRow } from '../../src/reports/account';
import { readReport } from '../../src/reports/read-report';
import { hourMs } from '../../src/time';
import {
  addRecord,
  decodeHour,
  emptyHourAccount,
  joined,
  type HourAccount,
} from '../../src/usage/hour-account';
import { importedHour } from '../../src/usage/imported';
import { isCount } from '../../src/usage/numbers';
import { decodeRecord } from '../../src/usage/record';
import { isReadableVersion } from '../../src/usage/schema';
import { importedInstallation, numberOfReport } from '../store/imported';
import { poolKey } from '../store/keep-lines';
import { shareOut, split, type Amount } from './share-out';

export type FileRead =
  | {
      kind: 'read';
      lines: HourLine[];
      /** Hours outside of the span that is kept or not over when the file was made, and what could not be read as a gauge's hour. */
      outside: number;
      unreadable: number;
      /** As a report names its app; `null`: an export names none. */
      appName: string | null;
    }
  | { kind: 'refused'; why: string };

/** Hours since 1970, the end excluded: what is kept. */
export interface KeptSpan {
  fromHour: number;
  toHour: number;
}

/** @param text of the whole file */
export function readFile(text: string, span: KeptSpan): FileRead {
  const bare = text.replace(/^\uFEFF/, '').trimEnd();
  const end = bare.indexOf('\n');
  const head = parsed(end < 0 ? bare : bare.slice(0, end));
  if (isRecord(head) && head['pointsGauge'] === 'ledger') return readExport(bare, head, span);
  const value = end < 0 ? head : parsed(bare);
  if (value === undefined) return { kind: 'refused', why: whyNoJson(bare.trimStart()) };
  if (isRecord(value) && 'wholeApp' in value)
    return { kind: 'refused', why: 'it is of all sites of an app; give the files of its sites.' };
  const reading = readReport(value);
  if (reading.kind === 'refused') return reading;
  if (reading.account.sites.length !== 1)
    return { kind: 'refused', why: 'it is a report of several sites; give the reports of its sites.' };
  const { app, madeAt } = reading.account;
  const read = ofLines(linesOfReport(reading.account), overBy(span, Date.parse(madeAt)), 0, app.name);
  if (read.kind === 'refused') return read;
  return { ...read, lines: read.lines.map((line) => ({ ...line, number: numberOfReport(line.number) })) };
}

function whyNoJson(text: string): string {
  if (text === '') return 'it is empty.';
  if (text.startsWith('{')) return 'it is damaged: no JSON.';
  return 'it is no JSON: take the export of the site’s account (Settings) or “All figures (JSON)” (Reports).';
}

function readExport(text: string, head: Record<string, unknown>, span: KeptSpan): FileRead {
  if (!isReadableVersion(head['v']))
    return {
      kind: 'refused',
      why: 'it was made by another version of Points Gauge, which this one cannot read.',
    };
  const atMs = isCount(head['exportedAtMs']) ? head['exportedAtMs'] : 0;
  const hours = new Map<number, HourAccount>();
  const records = [];
  let unreadable = 0;
  for (const line of text.split('\n').slice(1)) {
    if (line === '') continue;
    const value = parsed(line);
    if (!isRecord(value)) unreadable += 1;
    else if (isCount(value['hour'])) {
      const account = decodeHour(value['value']);
      if (account === null) unreadable += 1;
      else hours.set(value['hour'], account);
    } else if ('record' in value) {
      const record = decodeRecord(value['record']);
      if (record === null) unreadable += 1;
      else records.push(record);
    }
  }
  // What waited to be rolled up, where the hour tells what it has already; an hour that is not there has nothing yet.
  for (const record of records)
    for (const hour of record.hours.keys()) {
      const account = hours.get(hour) ?? emptyHourAccount();
      hours.set(hour, account);
      if (account.listsAre === 'inside') addRecord(account, hour, record);
    }
  const lines = [...hours].flatMap(([hour, account]) => {
    const { usage, addedRecords } = joined(importedHour(account));
    return hourLines(usage, { from: origin, hour, number: Math.max(1, addedRecords), atMs });
  });
  return ofLines(lines, overBy(span, atMs === 0 ? Infinity : atMs), unreadable, null);
}

/** Of the hour in which it was made a file has a part alone, which would stand for the hour ever after. */
function overBy({ fromHour, toHour }: KeptSpan, madeAtMs: number): KeptSpan {
  return { fromHour, toHour: Math.min(toHour, Math.floor(madeAtMs / hourMs)) };
}

const origin = {
  installation: importedInstallation,
  gauge: gaugeVersion,
  site: null,
  edition: null,
  users: null,
};

/** An hour of a report tells no route. */
function linesOfReport({ pools, hours, routes, madeAt }: ReportAccount): HourLine[] {
  return pools.flatMap(({ app, environment, product }, pool) => {
    const charged = routes.filter((row) => row.pool === pool && row.requests > 0 && chargedToPool(row.route));
    if (charged.length === 0) return [];
    const own = hours.filter((row) => row.pool === pool && row.requests > 0);
    const isOver = (row: HourRow): boolean => Date.parse(row.hour) + hourMs <= Date.parse(madeAt);
    // The hour in which it was made is left out in the end: without it, too, the routes have what is due to them.
    return [own.filter(isOver), own.filter((row) => !isOver(row))].flatMap((rows) => {
      const parts = shareOut(rows.map(amountOf), charged.map(amountOf));
      return rows.map((row, at): HourLine => ({
        kind: 'hour',
        from: origin,
        pool: { app, environment, product },
        ...{ hour: Date.parse(row.hour) / hourMs, number: row.requests, atMs: Date.parse(madeAt) },
        routes: routesOf(row, charged, parts[at] ?? []),
        ...{ refusals: unproven(row.refusedCalls), endpoints: [], readings: [] },
      }));
    });
  });
}

function amountOf({ requests, likelyPoints }: HourRow | RouteRow): Amount {
  return { requests, points: Math.round(likelyPoints * 1_000) };
}

function routesOf(row: HourRow, charged: readonly RouteRow[], parts: readonly Amount[]): HourLine['routes'] {
  const requests = parts.map((part) => part.requests);
  const likely = parts.map(({ points }) => points);
  const weights = likely.some((points) => points > 0) ? likely : requests;
  const low = split(Math.round(row.lowPoints * 1_000), weights);
  const high = split(Math.round(row.highPoints * 1_000), weights);
  // For what they were refused is left out, and that they were is not: an account has them in its routes, too.
  const refusedCalls = Object.values(row.refusedCalls).reduce((sum, calls) => sum + calls, 0);
  const refused = split(Math.min(row.requests, refusedCalls), requests);
  const routes: HourLine['routes'] = {};
  for (const [at, { route }] of charged.entries()) {
    const [calls, likelyMilli] = [requests[at] ?? 0, likely[at] ?? 0];
    if (calls === 0) continue;
    routes[route] = {
      ...{ requests: calls, likelyMilli, refused: refused[at] ?? 0 },
      lowMilli: Math.min(likelyMilli, low[at] ?? 0),
      highMilli: Math.max(likelyMilli, high[at] ?? 0),
    };
  }
  return routes;
}

/** A refusal for the quota is Atlassian's word of the pool of all sites: no file vouches for it. */
function unproven(refusals: HourLine['refusals']): HourLine['refusals'] {
  const others = { ...refusals };
  delete others.quotaGlobal;
  delete others.quotaTenant;
  return others;
}

/** Held against the bounds of a printed line, whatever a file may say. */
function ofLines(
  all: readonly HourLine[],
  { fromHour, toHour }: KeptSpan,
  unreadable: number,
  appName: string | null,
): FileRead {
  const lines: HourLine[] = [];
  const seen = new Set<string>();
  let [outside, wrong] = [0, unreadable];
  for (const line of all) {
    if (line.hour < fromHour || line.hour >= toHour) {
      outside += 1;
      continue;
    }
    const read = readLine(
      writeLine({ ...line, refusals: unproven(line.refusals), readings: [], from: printedOrigin }),
    );
    if (read.kind !== 'line' || read.line.kind !== 'hour') {
      wrong += 1;
      continue;
    }
    const hour = `${String(read.line.hour)} ${poolKey(read.line.pool)}`;
    if (seen.has(hour)) return { kind: 'refused', why: 'it is damaged: it has an hour of a pool twice.' };
    seen.add(hour);
    lines.push({ ...read.line, from: origin });
  }
  return { kind: 'read', lines, outside, unreadable: wrong, appName };
}

/** As a line's bounds want it. */
const printedOrigin = { ...origin, installation: '00000000' };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

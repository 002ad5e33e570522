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
import { importedInstallation } from '../store/imported';
import { poolKey } from '../store/keep-lines';

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
  return ofLines(linesOfReport(reading.account), overBy(span, Date.parse(madeAt)), 0, app.name);
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

/** An hour of a report tells no route: calls and points are each shared out as the report's routes share them over the whole period. */
function linesOfReport({ pools, hours, routes, madeAt }: ReportAccount): HourLine[] {
  return pools.flatMap(({ app, environment, product }, pool) => {
    const charged = routes.filter((row) => row.pool === pool && row.requests > 0 && chargedToPool(row.route));
    if (charged.length === 0) return [];
    const sharedOut = sharesOf(charged);
    return hours
      .filter((row) => row.pool === pool && row.requests > 0)
      .map((row): HourLine => ({
        kind: 'hour',
        from: origin,
        pool: { app, environment, product },
        ...{ hour: Date.parse(row.hour) / hourMs, number: row.requests, atMs: Date.parse(madeAt) },
        routes: sharedOut(row),
        ...{ refusals: unproven(row.refusedCalls), endpoints: [], readings: [] },
      }));
  });
}

/** Of hour after hour: what was rounded off in one is in the next, so that over all of them the routes have what the report says of them. */
function sharesOf(charged: readonly RouteRow[]): (row: HourRow) => HourLine['routes'] {
  const requestsOf = apportion(charged.map(({ requests }) => requests));
  const pointsOf = apportion(charged.map(({ likelyPoints }) => likelyPoints));
  return (row) => {
    const requests = requestsOf(row.requests, () => true);
    // Without a call no points.
    const isThere = (at: number): boolean => (requests[at] ?? 0) > 0;
    const likely = pointsOf(Math.round(row.likelyPoints * 1_000), isThere);
    const low = apportion(likely)(Math.round(row.lowPoints * 1_000), isThere);
    const high = apportion(likely)(Math.round(row.highPoints * 1_000), isThere);
    const refusedCalls = Object.values(unproven(row.refusedCalls)).reduce((sum, calls) => sum + calls, 0);
    const refused = apportion(requests)(Math.min(row.requests, refusedCalls), isThere);
    const parts: HourLine['routes'] = {};
    for (const [at, { route }] of charged.entries())
      if (isThere(at)) {
        const likelyMilli = likely[at] ?? 0;
        parts[route] = {
          ...{ requests: requests[at] ?? 0, likelyMilli, refused: refused[at] ?? 0 },
          lowMilli: Math.min(likelyMilli, low[at] ?? 0),
          highMilli: Math.max(likelyMilli, high[at] ?? 0),
        };
      }
    return parts;
  };
}

/**
 * Shares out whole numbers by weights, one after the other, each to those who have least of what is due to them by then.
 * @returns of a number, and of who may have a part of it, the parts, which add up to it
 */
function apportion(
  weights: readonly number[],
): (whole: number, isThere: (at: number) => boolean) => readonly number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => (all > 0 ? weight / all : 1 / weights.length));
  const given = weights.map(() => 0);
  let wholes = 0;
  return (whole, isThere) => {
    wholes += whole;
    const here = [...weights.keys()].filter(isThere);
    const due = new Map(
      here.map((at) => [at, Math.max(0, (shares[at] ?? 0) * wholes - (given[at] ?? 0))] as const),
    );
    const dueInAll = [...due.values()].reduce((sum, one) => sum + one, 0);
    const exact = (at: number): number => (dueInAll > 0 ? (whole * (due.get(at) ?? 0)) / dueInAll : 0);
    const parts = weights.map((_, at) => Math.floor(exact(at)));
    let left = whole - parts.reduce((sum, part) => sum + part, 0);
    const rounded = (at: number): number => exact(at) - (parts[at] ?? 0);
    const inTurn = here.map((at) => [at, rounded(at)] as const).sort(([, a], [, b]) => b - a);
    for (const [turn, [at]] of inTurn.entries()) {
      // One each; where nothing is due to anybody the first has all of it.
      const more = dueInAll > 0 ? Math.min(1, left) : turn === 0 ? left : 0;
      parts[at] = (parts[at] ?? 0) + more;
      left -= more;
    }
    for (const [at, part] of parts.entries()) given[at] = (given[at] ?? 0) + part;
    return parts;
  };
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

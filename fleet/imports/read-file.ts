/** A site's file as lines of its gauge: the export of its account (Settings), or its report (Reports). What it says of Atlassian's answers is left out. */
import { hourLines } from '../../src/fleet-line/hour-lines';
import { readLine } from '../../src/fleet-line/read-line';
import { writeLine } from '../../src/fleet-line/write-line';
import type { HourLine, LineSum } from '../../src/fleet-line/line';
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
      /** Hours outside of the span that is kept, and what could not be read as a gauge's hour. */
      outside: number;
      unreadable: number;
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
  return ofLines(linesOfReport(reading.account), span, 0);
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
  return ofLines(lines, span, unreadable);
}

const origin = {
  installation: importedInstallation,
  gauge: gaugeVersion,
  site: null,
  edition: null,
  users: null,
};

/** An hour of a report tells no route: it is shared out as the report's routes share the whole period. */
function linesOfReport({ pools, hours, routes, madeAt }: ReportAccount): HourLine[] {
  return pools.flatMap(({ app, environment, product }, pool) => {
    const charged = routes.filter((row) => row.pool === pool && row.requests > 0 && chargedToPool(row.route));
    if (charged.length === 0) return [];
    return hours
      .filter((row) => row.pool === pool && row.requests > 0)
      .map((row): HourLine => ({
        kind: 'hour',
        from: origin,
        pool: { app, environment, product },
        ...{ hour: Date.parse(row.hour) / hourMs, number: row.requests, atMs: Date.parse(madeAt) },
        routes: sharedOut(row, charged),
        ...{ refusals: unproven(row.refusedCalls), endpoints: [], readings: [] },
      }));
  });
}

function sharedOut(row: HourRow, charged: readonly RouteRow[]): HourLine['routes'] {
  const all = charged.reduce((sum, { requests }) => sum + requests, 0);
  const whole: LineSum = {
    requests: row.requests,
    lowMilli: Math.round(row.lowPoints * 1_000),
    likelyMilli: Math.round(row.likelyPoints * 1_000),
    highMilli: Math.round(row.highPoints * 1_000),
    refused: Math.min(
      row.requests,
      Object.values(unproven(row.refusedCalls)).reduce((sum, calls) => sum + calls, 0),
    ),
  };
  const left = { ...whole };
  const shares: HourLine['routes'] = {};
  // The last gets what is left, so that the parts add up.
  for (const [at, { route, requests }] of charged.entries()) {
    const share = at === charged.length - 1 ? 1 : requests / all;
    const of = (name: keyof LineSum): number =>
      share === 1 ? left[name] : Math.min(left[name], Math.floor(whole[name] * share));
    const likelyMilli = of('likelyMilli');
    const part = {
      ...{ requests: of('requests'), likelyMilli },
      lowMilli: Math.min(of('lowMilli'), likelyMilli),
      highMilli: Math.max(of('highMilli'), likelyMilli),
      refused: Math.min(of('refused'), of('requests')),
    };
    for (const name of Object.keys(left) as (keyof LineSum)[])
      left[name] = Math.max(0, left[name] - part[name]);
    shares[route] = part;
  }
  return shares;
}

/** A refusal for the quota is Atlassian's word of the pool of all sites: no file vouches for it. */
function unproven(refusals: HourLine['refusals']): HourLine['refusals'] {
  const others = { ...refusals };
  delete others.quotaGlobal;
  delete others.quotaTenant;
  return others;
}

/** Held against the bounds of a printed line, whatever a file may say. */
function ofLines(all: readonly HourLine[], { fromHour, toHour }: KeptSpan, unreadable: number): FileRead {
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
  return { kind: 'read', lines, outside, unreadable: wrong };
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

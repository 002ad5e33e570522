/** The tables of the whole app, as the reports of single sites have them. */
import { createHash } from 'node:crypto';
import { chargedToPool } from '../../src/limits/charging';
import { throttleReasons, type Method, type Product, type Route } from '../../src/model';
import type { EndpointRow, HourRow, PoolRow, ReportAccount, SiteRow } from '../../src/reports/account';
import { isoOf, thousandths } from '../../src/reports/figures';
import { bareTemplate, withoutPersonalData } from '../../src/reports/personal';
import { catalogueRows } from '../../src/reports/site-account';
import { hourMs } from '../../src/time';
import type { ReportScope } from '../hour-report';
import {
  emptiedAt,
  evidenceEndpoints,
  evidenceHours,
  evidencePools,
  evidenceRoutes,
  evidenceSites,
  refusedByReason,
  siteFacts,
  topSites,
  type EvidenceEndpoint,
  type EvidenceHour,
  type EvidencePool,
  type EvidenceSite,
  type SiteFacts,
  type Span,
} from '../store/evidence-tables';
import { counterHours } from '../store/counter-hours';
import { editionNamed } from '../store/site-list';
import type { Sql } from '../store/sql';
import { toldPools } from '../planning/told-pools';
import { evidenceNotes, readOf, type EvidenceRead } from './missing';
import { textOrder } from '../../src/text-order';

export interface AskedEvidence {
  /** Whole days in UTC, today the last of them. */
  days: number;
  /** Whether sites are named; else each is sixteen digits that stand for it. */
  names: boolean;
  /** As the reviewer knows the app; `null`: by its id. */
  appName: string | null;
}

export interface Asked extends AskedEvidence, Span {
  scope: ReportScope;
  nowMs: number;
}

export interface KnownPool extends EvidencePool {
  /** Of the span, oldest first. */
  hours: EvidenceHour[];
}

/** What the tables and the figures of all sites are both made of: read once. */
export interface Evidence {
  pools: KnownPool[];
  /** Pools that are left out, see `toldPools`. */
  furtherPools: number;
  read: EvidenceRead;
  /** By the store's number of a site. */
  facts: ReadonlyMap<number, SiteFacts>;
}

/** The highest hours, whose drivers are listed, and further ones at the wall. */
const listedPeaks = 10;
const listedWalls = 30;
const listedDrivers = 3;
/** Beyond these endpoints are summed up: whoever prints may invent them. */
const listedEndpoints = 2_000;

export async function readEvidence(sql: Sql, asked: Asked): Promise<Evidence> {
  const { scope, nowMs } = asked;
  const all = await evidencePools(sql, scope.app, asked);
  // Whoever prints may invent pools, and each would be some queries and a row an hour. In the order of their points.
  const told = new Set(toldPools(all));
  const pools: KnownPool[] = [];
  for (const pool of all.filter((one) => told.has(one)))
    pools.push({ ...pool, hours: await evidenceHours(sql, pool.pool, asked) });
  const ids = pools.map(({ pool }) => pool);
  return {
    ...{ pools, furtherPools: all.length - pools.length },
    read: await readOf(sql, scope.app, asked, nowMs),
    facts: await siteFacts(sql, scope.app, ids, asked),
  };
}

export async function evidenceAccount(
  sql: Sql,
  asked: Asked,
  { pools: known, furtherPools, read, facts }: Evidence,
): Promise<ReportAccount> {
  const { fromHour, toHour, nowMs, scope } = asked;
  const [hours, endpoints, routes, drivers]: [
    HourRow[],
    EndpointRow[],
    ReportAccount['routes'],
    ReportAccount['drivers'],
  ] = [[], [], [], []];
  const spent = new Map<number, SiteRow['pools']>();
  for (const [index, pool] of known.entries()) {
    const own = await hourRows(sql, asked, pool, index, read.isRead);
    hours.push(...own);
    endpoints.push(...endpointRows(await evidenceEndpoints(sql, pool.pool, asked), index));
    for (const { route, ...row } of await evidenceRoutes(sql, pool.pool, asked)) {
      const isCharged = chargedToPool(route as Route);
      // What is not charged costs the pool nothing, whatever it would have cost.
      const points = isCharged ? {} : { lowPoints: 0, likelyPoints: 0, highPoints: 0 };
      routes.push({ pool: index, route: route as Route, isCharged, ...row, ...points });
    }
    for (const site of await evidenceSites(sql, pool.pool, asked))
      spent.set(site.site, [...(spent.get(site.site) ?? []), sitePoolRow(site, index, facts.get(site.site))]);
    for (const { hour, site, likelyPoints } of await topSites(
      sql,
      pool.pool,
      drivenHours(own),
      listedDrivers,
    ))
      drivers.push({
        ...{ pool: index, hour: isoOf(hour * hourMs), likelyPoints },
        site: pseudonym(scope, facts.get(site)),
      });
  }
  const pools = known.map(poolRow);
  const sites = [...spent].map(([site, rows]) => siteRow(facts.get(site), rows, asked)).sort(byId);
  return {
    madeAt: isoOf(nowMs),
    app: { name: withoutControls(asked.appName ?? `App ${scope.appId}`), version: null },
    period: { from: isoOf(fromHour * hourMs), to: isoOf(toHour * hourMs) },
    ...{ pools, sites, hours, endpoints, routes, drivers },
    features: null,
    catalogue: catalogueRows(pools, endpoints),
    alreadyDone: [],
    notes: evidenceNotes(read, hours, {
      ...{ sites: sites.length, pools: pools.length },
      importedHours: [...facts.values()].reduce((sum, site) => sum + site.importedHours, 0),
      furtherPools,
    }),
    missingRecords: null,
  };
}

async function hourRows(
  sql: Sql,
  span: Asked,
  { pool, hours }: KnownPool,
  index: number,
  isRead: (hour: number) => boolean,
): Promise<HourRow[]> {
  const byHour = new Map(hours.map((hour) => [hour.hour, hour]));
  const counters = new Map(
    (await counterHours(sql, pool, span.fromHour, span.toHour)).map((one) => [one.hour, one]),
  );
  const refused = await refusedByReason(sql, pool, span);
  const emptied = await emptiedAt(sql, pool, span);
  const rows: HourRow[] = [];
  for (let hour = span.fromHour; hour < span.toHour; hour += 1) {
    const own = byHour.get(hour);
    // A counter that was read is something that is known of the hour, before any line of it.
    if (own === undefined && !isRead(hour) && !counters.has(hour)) continue;
    const calls = refused.get(hour);
    const refusedCalls = calls === undefined ? {} : reasonsOf(calls.byReason, calls.refused);
    const [startMs, lastMs] = [hour * hourMs, (hour + 1) * hourMs - 1_000];
    const fromMs = Math.min(emptied.get(hour) ?? Infinity, calls?.toldAtMs ?? Infinity, lastMs);
    rows.push({
      ...{ hour: isoOf(startMs), pool: index, knownSites: own?.sites ?? 0, requests: own?.requests ?? 0 },
      ...{
        lowPoints: own?.lowPoints ?? 0,
        likelyPoints: own?.likelyPoints ?? 0,
        highPoints: own?.highPoints ?? 0,
      },
      ...{ refusedCalls, betaRefusedCalls: {} },
      quotaRefusedFrom:
        refusedCalls.quotaGlobal === undefined
          ? null
          : isoOf(Math.max(startMs, Math.floor(fromMs / 1_000) * 1_000)),
      counterPoints: counters.get(hour)?.drawnPoints ?? null,
      ...{ bridgePoints: null, cachePoints: null },
    });
  }
  return rows;
}

/** As many as were refused, whatever reasons a line may claim. */
function reasonsOf(byReason: Readonly<Record<string, number>>, refused: number): HourRow['refusedCalls'] {
  const reasons: HourRow['refusedCalls'] = {};
  let left = refused;
  for (const reason of throttleReasons) {
    const calls = Math.min(left, byReason[reason] ?? 0);
    if (calls > 0) reasons[reason] = calls;
    left -= calls;
  }
  if (left > 0) reasons.other = (reasons.other ?? 0) + left;
  return reasons;
}

function endpointRows(all: readonly EvidenceEndpoint[], pool: number): EndpointRow[] {
  const isNamed = ({ method }: EvidenceEndpoint, at: number): boolean =>
    method !== '' && at < listedEndpoints;
  const rows = all.filter(isNamed).map((one) => endpointRow(one, pool, one.method as Method));
  const others = all.filter((one, at) => !isNamed(one, at));
  if (others.length === 0) return rows;
  const of = (value: (one: EvidenceEndpoint) => number): number =>
    thousandths(others.reduce((sum, one) => sum + value(one), 0));
  const rest: EvidenceEndpoint = {
    ...{ method: '', template: '{other}' },
    ...{ requests: of(({ requests }) => requests), refused: of((one) => one.refused) },
    ...{ lowPoints: of((one) => one.lowPoints), likelyPoints: of((one) => one.likelyPoints) },
    highPoints: of((one) => one.highPoints),
    routes: [...new Set(others.flatMap(({ routes }) => routes))].sort(),
  };
  return [...rows, endpointRow(rest, pool, 'ANY')];
}

function endpointRow(
  { template, requests, refused, routes, lowPoints, likelyPoints, highPoints }: EvidenceEndpoint,
  pool: number,
  method: EndpointRow['method'],
): EndpointRow {
  return {
    ...{ pool, method, template: bareTemplate(template), requests, lowPoints, likelyPoints, highPoints },
    // No line tells where a price comes from.
    ...{ bases: {}, routes: routes as Route[], refusedCalls: refused, failedCalls: null },
  };
}

function drivenHours(hours: readonly HourRow[]): number[] {
  const number = ({ hour }: HourRow): number => Date.parse(hour) / hourMs;
  const highest = [...hours]
    .filter(({ likelyPoints }) => likelyPoints > 0)
    .sort((a, b) => b.likelyPoints - a.likelyPoints || textOrder(a.hour, b.hour))
    .slice(0, listedPeaks);
  const walls = hours.filter(({ quotaRefusedFrom }) => quotaRefusedFrom !== null).slice(-listedWalls);
  return [...new Set([...highest, ...walls].map(number))];
}

function sitePoolRow(
  { requests, lowPoints, likelyPoints, highPoints, peak, peakHour }: EvidenceSite,
  pool: number,
  facts: SiteFacts | undefined,
) {
  return {
    ...{ pool, requests, lowPoints, likelyPoints, highPoints, knownHours: facts?.knownHours ?? 0 },
    peakLowPoints: peak.lowPoints,
    peakLikelyPoints: peak.likelyPoints,
    peakHighPoints: peak.highPoints,
    peakHour: isoOf(peakHour * hourMs),
  };
}

function siteRow(facts: SiteFacts | undefined, pools: SiteRow['pools'], asked: Asked): SiteRow {
  const first = facts?.firstHour ?? asked.fromHour;
  return {
    id: pseudonym(asked.scope, facts),
    label: labelOf(facts, asked),
    edition: editionNamed(facts?.statedEdition ?? null) ?? editionNamed(facts?.edition ?? null),
    users: facts?.statedUsers ?? null,
    madeAt: isoOf(asked.nowMs),
    catalogueVersion: facts?.gauge == null ? 'not told' : `as gauge ${facts.gauge.slice(0, 40)} has it`,
    periodHours: asked.toHour - first,
    pools,
  };
}

export function labelOf(site: SiteFacts | undefined, { names }: AskedEvidence): string | null {
  return names && site?.name != null ? withoutPersonalData(site.name).slice(0, 100) : null;
}

/** Stands for a site of this app, and tells nobody which it is. */
export function pseudonym({ appId }: ReportScope, site: Pick<SiteFacts, 'siteId'> | undefined): string {
  const text = `points-gauge fleet ${appId} ${site?.siteId ?? ''}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function poolRow({ app, environment, product, quotaPoints }: KnownPool): PoolRow {
  return {
    ...{
      app: withoutPersonalData(app),
      environment: withoutPersonalData(environment),
      product: product as Product,
    },
    // Only Atlassian's counter of all sites proves it.
    ...{ tier: quotaPoints === null ? null : 1, quotaPoints },
  };
}

function byId(a: { id: string }, b: { id: string }): number {
  return textOrder(a.id, b.id);
}

function withoutControls(text: string): string {
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);
}

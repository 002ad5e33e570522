import { dayOf, type DayNumber } from '../usage/day';
import { hourOf, startOfHourMs, type HourNumber } from '../usage/hour';
import { poolKey } from '../usage/keys';
import { addPoints, chargedPoints, noPoints } from '../insights/sums';
import type { HourUsage } from '../usage/hour-usage';
import { sumsOf } from '../usage/named';
import { endpointViews } from '../insights/endpoints/endpoints';
import { lastQuota, policiesOf } from '../insights/pools/level';
import { hoursOfDays, startOfDayMs } from '../insights/period';
import type { EndpointView } from '../insights/views';
import { catalogueVersion } from '../costs/catalogue';
import { findEntry } from '../costs/lookup';
import { policyScope } from '../headers/policy';
import { chargedToPool } from '../limits/charging';
import { isMinuteProduct } from '../limits/systems';
import type { Edition } from '../limits/tiers';
import { routes, type PoolId } from '../model';
import type { CatalogueRow, EndpointRow, HourRow, PoolRow, ReportAccount, RouteRow } from './account';
import { columnsOf, isoOf } from './figures';
import { bareTemplate, withoutPersonalData } from './personal';
import { featureRows } from './feature-rows';
import type { SiteDays } from './site-days';
import { hourRows } from './site-hours';
import { changesNote, type SiteChange } from './site-changes';
import { sitePools } from './site-pools';
import { textOrder } from '../text-order';

export interface SiteFacts {
  /** The wanted days, oldest first, and those of them that could be read. */
  wanted: readonly DayNumber[];
  read: SiteDays;
  /** When recording began here; `null` when it never did. */
  sinceMs: number | null;
  nowMs: number;
  /** 16 hexadecimal digits that stand for the installation. */
  siteId: string;
  app: { name: string; version: string | null };
  /** As an administrator stated them in the settings. */
  edition: Edition | null;
  users: number | null;
  /** What its administrators did, as far as that is kept. */
  changes?: readonly SiteChange[];
}

/** The tables of one site. Days that could not be read, and hours before recording began, are unknown: they have no rows. */
export function siteAccount(facts: SiteFacts): ReportAccount {
  const { wanted, nowMs } = facts;
  const { days, usage } = facts.read;
  const first = wanted[0] ?? dayOf(hourOf(nowMs));
  const allHours = hoursOfPeriod(facts);
  const known = knownHours(facts);
  const pools = poolsOf(usage);
  const hours: HourRow[] = pools.flatMap((pool, index) => hourRows(days, known, pool, index));
  const views = endpointViews([{ startMs: startOfDayMs(first), usage, activeHours: 0 }]);
  const endpoints = pools.flatMap((pool, index) => endpointRows(views, pool, index));
  return {
    madeAt: isoOf(nowMs),
    app: { name: withoutPersonalData(facts.app.name), version: facts.app.version },
    period: {
      from: isoOf(startOfDayMs(first)),
      to: isoOf(startOfHourMs((allHours.at(-1) ?? hourOf(nowMs)) + 1)),
    },
    pools: pools.map((pool) => poolRow(days, pool)),
    sites: [
      {
        id: facts.siteId,
        label: null,
        edition: facts.edition,
        users: facts.users,
        madeAt: isoOf(nowMs),
        catalogueVersion,
        periodHours: recordedHours(facts).length,
        pools: sitePools(hours, pools.length),
      },
    ],
    hours,
    endpoints,
    routes: pools.flatMap((pool, index) => routeRows(usage, pool, index)),
    features: pools.flatMap((pool, index) => featureRows(facts.read, pool, index)),
    catalogue: catalogueRows(pools, endpoints),
    drivers: [],
    alreadyDone: [],
    notes: [...importedNote(days), ...noteOfChanges(facts, first)],
    missingRecords: missingOf(days),
  };
}

function hoursOfPeriod({ wanted, nowMs }: SiteFacts): HourNumber[] {
  return hoursOfDays(wanted).filter((hour) => hour <= hourOf(nowMs));
}

/** The hours since recording began, and those before it that an import brought: what a complete account would know. */
function recordedHours(facts: SiteFacts): HourNumber[] {
  const sinceHour = facts.sinceMs === null ? Infinity : hourOf(facts.sinceMs);
  const known = new Set(knownHours(facts));
  return hoursOfPeriod(facts).filter((hour) => hour >= sinceHour || known.has(hour));
}

/** The hours of which something is known: their day could be read, and recording had begun. */
function knownHours(facts: SiteFacts): HourNumber[] {
  const sinceHour = facts.sinceMs === null ? Infinity : hourOf(facts.sinceMs);
  return hoursOfPeriod(facts).filter((hour) => {
    const day = facts.read.days.get(dayOf(hour));
    return day !== undefined && (hour >= sinceHour || day.hours.has(hour));
  });
}

/** The same with the time as a report writes it. */
export function knownHourTimes(facts: SiteFacts): string[] {
  return knownHours(facts).map((hour) => isoOf(startOfHourMs(hour)));
}

/** Evidence says which part of it nobody vouches for. */
function noteOfChanges({ changes = [], wanted, nowMs }: SiteFacts, first: DayNumber): string[] {
  const end = startOfDayMs((wanted.at(-1) ?? dayOf(hourOf(nowMs))) + 1);
  return changesNote(changes, startOfDayMs(first), end).map(withoutPersonalData);
}

function importedNote(days: SiteDays['days']): string[] {
  const hours = [...days.values()].reduce((sum, { importedHours }) => sum + importedHours, 0);
  if (hours === 0) return [];
  const came = hours === 1 ? '1 hour of this period came' : `${hours} hours of this period came`;
  return [`${came} in by an import: nobody vouches for its calls and points but whoever brought the file.`];
}

/** `null` where some day was summed up by a version that did not count them. */
function missingOf(days: SiteDays['days']): number | null {
  let sum = 0;
  for (const { missingRecords } of days.values()) {
    if (missingRecords === null) return null;
    sum += missingRecords;
  }
  return sum;
}

/** Those that have points, the most spending one first. */
function poolsOf(usage: HourUsage): PoolId[] {
  const found = new Map<string, { pool: PoolId; points: number }>();
  for (const [id, usageSum] of sumsOf(usage)) {
    if (isMinuteProduct(id.pool.product)) continue;
    const key = poolKey(id.pool);
    const sum = found.get(key) ?? { pool: id.pool, points: 0 };
    sum.points += chargedPoints(id, usageSum).likely;
    found.set(key, sum);
  }
  return [...found]
    .sort(([keyA, a], [keyB, b]) => b.points - a.points || textOrder(keyA, keyB))
    .map(([, { pool }]) => pool);
}

function poolRow(days: SiteDays['days'], pool: PoolId): PoolRow {
  const hours = new Map(
    [...days.values()].flatMap((day) => [...day.hours].map(([hour, usage]) => [hour, { usage }])),
  );
  const policies = policiesOf(hours, pool);
  const proof = policies.at(-1);
  const scope = proof === undefined ? null : policyScope(proof.id.policy);
  return {
    app: withoutPersonalData(pool.app),
    environment: withoutPersonalData(pool.environment),
    product: pool.product,
    tier: scope === 'global' ? 1 : scope === 'tenant' ? 2 : null,
    quotaPoints: lastQuota(policies),
  };
}

function endpointRows(views: readonly EndpointView[], pool: PoolId, index: number): EndpointRow[] {
  return views
    .filter((view) => poolKey(view.pool) === poolKey(pool))
    .map((view) => ({
      pool: index,
      method: view.method,
      template: bareTemplate(view.template),
      requests: view.requests,
      ...columnsOf(view.points),
      bases: view.bases,
      routes: view.routes,
      refusedCalls: view.throttles,
      failedCalls: view.failures,
    }));
}

function routeRows(usage: HourUsage, pool: PoolId, index: number): RouteRow[] {
  const sums = new Map(routes.map((route) => [route, { requests: 0, points: noPoints }]));
  for (const [id, usageSum] of sumsOf(usage)) {
    const sum = sums.get(id.route);
    if (sum === undefined || poolKey(id.pool) !== poolKey(pool)) continue;
    sum.requests += usageSum.requests;
    sum.points = addPoints(sum.points, chargedPoints(id, usageSum));
  }
  return [...sums]
    .filter(([, { requests }]) => requests > 0)
    .map(([route, { requests, points }]) => ({
      pool: index,
      route,
      isCharged: chargedToPool(route),
      requests,
      ...columnsOf(points),
    }));
}

/** What the catalogue says of the endpoints of these pools. */
export function catalogueRows(
  pools: readonly Pick<PoolId, 'product'>[],
  endpoints: readonly EndpointRow[],
): CatalogueRow[] {
  return endpoints.flatMap(({ pool, method, template }) => {
    const product = pools[pool]?.product;
    if (product === undefined || method === 'ANY') return [];
    const { entry } = findEntry(product, method, template);
    const { rule = null, basis = 'assumed', source = null, readOn = null } = entry ?? {};
    return [{ product, method, template, rule, basis, source, readOn }];
  });
}

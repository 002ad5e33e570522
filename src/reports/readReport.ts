import type {
  CatalogueRow,
  DriverRow,
  EndpointRow,
  FeatureRow,
  HourRow,
  PointsColumns,
  PoolRow,
  ReportAccount,
  RouteRow,
  SitePoolRow,
  SiteRow,
} from './account';
import { isCount, isHour, isObject, isText, isTime, listOf, orNull, readRow, type Spec } from './checks';
import { addsUp } from './featureRows';
import { thousandths } from './figures';
import { bareTemplate, mostNotes, readNotes, withoutPersonalData } from './personal';
import { reportFormat, reportVersion } from './report';
import {
  catalogueSpec,
  driverSpec,
  endpointSpec,
  featureSpec,
  hourSpec,
  poolSpec,
  routeSpec,
  sitePoolSpec,
  siteSpec,
} from './specs';

export type ReportReading = { kind: 'read'; account: ReportAccount } | { kind: 'refused'; why: string };

class Refusal extends Error {}

/** Reads a report's JSON. What it says in sums is made anew of its tables, which must add up. */
export function readReport(value: unknown): ReportReading {
  try {
    return { kind: 'read', account: readAccount(value) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', why: error.message };
    throw error;
  }
}

function readAccount(value: unknown): ReportAccount {
  if (!isObject(value) || value['format'] !== reportFormat)
    throw new Refusal('it is no report of Points Gauge (JSON with "format": "points-gauge.report").');
  if (value['version'] !== reportVersion) {
    const found = JSON.stringify(value['version'] ?? null).slice(0, 20);
    throw new Refusal(`its schema is version ${found}; this program reads version ${reportVersion}.`);
  }
  const { app, period, madeAt, missingRecords, alreadyDone, notes } = value;
  must(isObject(app) && isText(app['name']) && orNull(isText)(app['version']), '"app"');
  must(isObject(period) && isHour(period['from']) && isHour(period['to']), '"period"');
  must(isTime(madeAt), '"madeAt"');
  must(orNull(isCount)(missingRecords), '"missingRecords"');
  must(listOf(isText)(alreadyDone) && listOf(isText)(notes), 'the notes');
  const { name, version } = app as { name: string; version: string | null };
  const { from, to } = period as ReportAccount['period'];
  const account: ReportAccount = {
    madeAt: madeAt as string,
    app: { name: withoutPersonalData(name), version },
    period: { from, to },
    pools: rowsOf<PoolRow>(value, 'pools', poolSpec).map((pool) => ({
      ...pool,
      app: withoutPersonalData(pool.app),
      environment: withoutPersonalData(pool.environment),
    })),
    sites: readSites(value['sites']),
    hours: rowsOf<HourRow>(value, 'hours', hourSpec),
    endpoints: rowsOf<EndpointRow>(value, 'endpoints', endpointSpec).map(withBareTemplate),
    routes: rowsOf<RouteRow>(value, 'routes', routeSpec),
    features: readFeatures(value),
    catalogue: rowsOf<CatalogueRow>(value, 'catalogue', catalogueSpec).map(withBareTemplate),
    drivers: rowsOf<DriverRow>(value, 'drivers', driverSpec),
    alreadyDone: readNotes(alreadyDone as string[], mostNotes),
    notes: readNotes(notes as string[], mostNotes),
    missingRecords: missingRecords as number | null,
  };
  checkSums(account);
  return account;
}

function readSites(value: unknown): SiteRow[] {
  must(Array.isArray(value) && value.length > 0, '"sites"');
  return (value as unknown[]).map((site, i) => {
    const read = readRow<Omit<SiteRow, 'pools'>>(siteSpec, site);
    if ('bad' in read) throw damaged(`sites[${i}] is not what the schema says (${read.bad})`);
    const { label } = read.row;
    const pools = rowsOf<SitePoolRow>(site as Record<string, unknown>, 'pools', sitePoolSpec);
    return { ...read.row, label: label === null ? null : withoutPersonalData(label), pools };
  });
}

/** Reports of earlier versions do not have the table. */
function readFeatures(file: Record<string, unknown>): FeatureRow[] | null {
  if (file['features'] == null) return null;
  return rowsOf<FeatureRow>(file, 'features', featureSpec).map((row, i) => {
    if (!addsUp(row)) throw damaged(`the calls of features[${i}] do not add up`);
    return { ...row, feature: row.feature === null ? null : withoutPersonalData(row.feature) };
  });
}

function rowsOf<T>(file: Record<string, unknown>, table: string, spec: Spec<T>): T[] {
  const rows = file[table];
  if (!Array.isArray(rows)) throw damaged(`the table "${table}" is missing`);
  return (rows as unknown[]).map((value, i) => {
    const read = readRow<T>(spec, value);
    if ('bad' in read) throw damaged(`${table}[${i}] is not what the schema says (${read.bad})`);
    return read.row;
  });
}

/** A file that was cut or changed by hand no longer adds up. */
function checkSums(account: ReportAccount): void {
  const { pools, hours, routes, endpoints, sites } = account;
  const sitePools = sites.flatMap((site) => site.pools);
  for (const table of [hours, routes, endpoints, sitePools, account.drivers, account.features ?? []]) {
    if (table.some((row) => row.pool >= pools.length)) throw damaged('a row names a pool that is not there');
  }
  pools.forEach((_, pool) => {
    const sums = [hours, routes, endpoints, sitePools].map(
      (table: readonly (PointsColumns & { pool: number })[]) =>
        thousandths(table.reduce((sum, row) => sum + (row.pool === pool ? row.likelyPoints : 0), 0)),
    );
    if (sums.some((sum) => sum !== sums[0]))
      throw damaged(
        `the points of pool ${pool + 1} do not add up: by hour, route, endpoint and site ${sums.join(', ')}`,
      );
  });
}

function withBareTemplate<T extends { template: string }>(row: T): T {
  return { ...row, template: bareTemplate(row.template) };
}

function must(isGood: boolean, what: string): void {
  if (!isGood) throw damaged(`${what} is not what the schema says`);
}

function damaged(how: string): Refusal {
  return new Refusal(`it is damaged: ${how}.`);
}

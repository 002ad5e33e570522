import * as v from 'valibot';
import {
  accountHead,
  catalogueRow,
  driverRow,
  endpointRow,
  featureRow,
  hourRow,
  poolRow,
  routeRow,
  sitePoolRow,
  siteRow,
  type CallsByReason,
  type FeatureRow,
  type PointsColumns,
  type ReportAccount,
  type SiteRow,
} from './account';
import { addsUp } from './feature-rows';
import { readBy } from './fields';
import { thousandths } from './figures';
import { bareTemplate, mostNotes, readNotes, withoutPersonalData } from './personal';
import { reportFormat, reportVersion } from './report';

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

const aFile = v.looseObject({ format: v.literal(reportFormat) });
const siteHead = v.object({ ...siteRow.entries, pools: v.unknown() });

function readAccount(value: unknown): ReportAccount {
  if (!v.is(aFile, value))
    throw new Refusal('it is no report of Points Gauge (JSON with "format": "points-gauge.report").');
  if (value['version'] !== reportVersion) {
    // Of a list or an object nothing is written out: it may be nested as deep as a hostile file wants.
    const version = value['version'] ?? null;
    const isPlain = version === null || typeof version !== 'object';
    const found = isPlain ? JSON.stringify(version).slice(0, 20) : 'nothing that is one';
    throw new Refusal(`its schema is version ${found}; this program reads version ${reportVersion}.`);
  }
  const head = readBy(accountHead, value);
  if ('bad' in head) throw damaged(`${head.bad} is not what the schema says`);
  const { app, alreadyDone, notes } = head.row;
  const account: ReportAccount = {
    ...head.row,
    app: { ...app, name: withoutPersonalData(app.name) },
    pools: rowsOf(value, 'pools', poolRow).map((pool) => ({
      ...pool,
      app: withoutPersonalData(pool.app),
      environment: withoutPersonalData(pool.environment),
    })),
    sites: readSites(value),
    hours: rowsOf(value, 'hours', hourRow),
    endpoints: rowsOf(value, 'endpoints', endpointRow).map(withBareTemplate),
    routes: rowsOf(value, 'routes', routeRow),
    features: readFeatures(value),
    catalogue: rowsOf(value, 'catalogue', catalogueRow).map(withBareTemplate),
    drivers: rowsOf(value, 'drivers', driverRow),
    alreadyDone: readNotes(alreadyDone, mostNotes),
    notes: readNotes(notes, mostNotes),
  };
  checkSums(account);
  return account;
}

/** A site's own table is read row by row, so that what is wrong with it is named as in the other tables. */
function readSites(file: Record<string, unknown>): SiteRow[] {
  const sites = rowsOf(file, 'sites', siteHead);
  if (sites.length === 0) throw damaged('"sites" is not what the schema says');
  return sites.map((site) => ({
    ...site,
    label: site.label === null ? null : withoutPersonalData(site.label),
    pools: rowsOf(site, 'pools', sitePoolRow),
  }));
}

/** Reports of earlier versions do not have the table. */
function readFeatures(file: Record<string, unknown>): FeatureRow[] | null {
  if (file['features'] == null) return null;
  return rowsOf(file, 'features', featureRow).map((row, i) => {
    if (!addsUp(row)) throw damaged(`the calls of features[${i}] do not add up`);
    return { ...row, feature: row.feature === null ? null : withoutPersonalData(row.feature) };
  });
}

function rowsOf<T extends v.GenericSchema>(
  file: Record<string, unknown>,
  table: string,
  schema: T,
): v.InferOutput<T>[] {
  const rows = file[table];
  if (!Array.isArray(rows)) throw damaged(`the table "${table}" is missing`);
  return (rows as unknown[]).map((value, i) => {
    const read = readBy(schema, value);
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
  const columns = ['lowPoints', 'likelyPoints', 'highPoints'] as const;
  const charged = routes.filter(({ isCharged }) => isCharged);
  pools.forEach((_, pool) => {
    const sumOf = <R extends { pool: number }>(table: readonly R[], of: (row: R) => number): number =>
      thousandths(table.reduce((sum, row) => sum + (row.pool === pool ? of(row) : 0), 0));
    const must = (what: string, tables: string, sums: readonly number[]): void => {
      if (sums.some((sum) => sum !== sums[0]))
        throw damaged(`the ${what} of pool ${pool + 1} do not add up: by ${tables} ${sums.join(', ')}`);
    };
    for (const column of columns) {
      const pointsIn = (table: readonly (PointsColumns & { pool: number })[]): number =>
        sumOf(table, (row) => row[column]);
      must(
        `${column.replace('Points', '')} points`,
        'hour, route, endpoint and site',
        [hours, routes, endpoints, sitePools].map(pointsIn),
      );
    }
    const requestsIn = (table: readonly { pool: number; requests: number }[]): number =>
      sumOf(table, ({ requests }) => requests);
    // An hour and a site count what the pool is charged for; endpoints have all calls.
    must('charged requests', 'hour, route and site', [hours, charged, sitePools].map(requestsIn));
    must('requests', 'route and endpoint', [routes, endpoints].map(requestsIn));
    must('refused calls', 'hour and endpoint', [
      sumOf(hours, ({ refusedCalls }) => callsOf(refusedCalls)),
      sumOf(endpoints, ({ refusedCalls }) => refusedCalls),
    ]);
  });
}

function callsOf(byReason: CallsByReason): number {
  return Object.values(byReason).reduce((sum, calls) => sum + calls, 0);
}

function withBareTemplate<T extends { template: string }>(row: T): T {
  return { ...row, template: bareTemplate(row.template) };
}

function damaged(how: string): Refusal {
  return new Refusal(`it is damaged: ${how}.`);
}

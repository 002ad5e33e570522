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
    const found = JSON.stringify(value['version'] ?? null).slice(0, 20);
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
  pools
    .flatMap((_, pool) => columns.map((column) => ({ pool, column })))
    .forEach(({ pool, column }) => {
      const sums = [hours, routes, endpoints, sitePools].map(
        (table: readonly (PointsColumns & { pool: number })[]) =>
          thousandths(table.reduce((sum, row) => sum + (row.pool === pool ? row[column] : 0), 0)),
      );
      if (sums.some((sum) => sum !== sums[0]))
        throw damaged(
          `the ${column.replace('Points', '')} points of pool ${pool + 1} do not add up: by hour, route, endpoint and site ${sums.join(', ')}`,
        );
    });
}

function withBareTemplate<T extends { template: string }>(row: T): T {
  return { ...row, template: bareTemplate(row.template) };
}

function damaged(how: string): Refusal {
  return new Refusal(`it is damaged: ${how}.`);
}

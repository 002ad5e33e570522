/** Hours that a site's file brings: where its gauge printed nothing of them itself, and marked, since nobody vouches for a file. */
import type { HourLine } from '../../src/fleet-line/line';
import { importedInstallation } from './imported';
import { keepHours, keepPools, poolKey } from './keep-lines';
import { numberIn, textIn, type Sql } from './sql';

export interface KeptImport {
  /** New, or more than was known. */
  kept: number;
  /** Here already, as they are in the file, newer, or of an account where the file is a report. */
  known: number;
  /** The site's own lines have them. */
  printed: number;
  /** Of those kept and known: a back end reported calls of the same hour and pool to the fleet itself. */
  reported: number;
}

export interface ImportSite {
  site: number;
  siteId: string;
}

/** By its id, or by the name that is shown; `null`: no one such site. */
export async function importSite(sql: Sql, app: number, text: string): Promise<ImportSite | null> {
  const rows = await sql.query(
    `select id::float8 as site, site_id from site where app = $1::int and (site_id = $2 or lower(shown_name) = lower($2))
     order by site_id = $2 desc limit 2`,
    [app, text],
  );
  const exact = rows.find((row) => row['site_id'] === text);
  const found = exact ?? (rows.length === 1 ? rows[0] : undefined);
  return found === undefined ? null : { site: numberIn(found, 'site'), siteId: textIn(found, 'site_id') };
}

export async function makeImportSite(
  sql: Sql,
  app: number,
  siteId: string,
  product: string,
): Promise<ImportSite> {
  const [row] = await sql.query(
    `insert into site (app, site_id, product) values ($1::int, $2, $3) on conflict (app, site_id) do update set site_id = excluded.site_id
     returning id::float8 as site`,
    [app, siteId, product],
  );
  return { site: numberIn(row, 'site'), siteId };
}

/** The same file again changes nothing, and an older one takes nothing back. Within one transaction. */
export async function keepImported(
  sql: Sql,
  app: number,
  { site, siteId }: ImportSite,
  lines: readonly HourLine[],
): Promise<KeptImport> {
  const pools = await keepPools(sql, app, new Map(lines.map(({ pool }) => [poolKey(pool), pool])));
  const rows = await sql.query(
    `with source as (select left(id, 8) as id from report_source where app = $3::int)
     select distinct pool::float8 as pool, hour::float8 as hour, installation in (select id from source) as reported from site_hour
     where pool = any($4::int[]) and (installation in (select id from source) or (site = $1::int and installation <> $2))`,
    [site, importedInstallation, app, [...pools.values()]],
  );
  const hoursIn = (isReported: boolean): ReadonlySet<string> =>
    new Set(
      rows
        .filter((row) => (row['reported'] === true) === isReported)
        .map((row) => `${numberIn(row, 'pool')} ${numberIn(row, 'hour')}`),
    );
  const keyOf = ({ pool, hour }: HourLine): string => `${pools.get(poolKey(pool)) ?? 0} ${hour}`;
  const [printed, reported] = [hoursIn(false), hoursIn(true)];
  const wanted = lines.filter((line) => !printed.has(keyOf(line)));
  const hours = wanted.map((line) => ({ log: { siteId }, line }));
  const kept = await keepHours(sql, hours, new Map([[siteId, site]]), pools);
  return {
    ...{ kept, known: wanted.length - kept, printed: lines.length - wanted.length },
    reported: wanted.filter((line) => reported.has(keyOf(line))).length,
  };
}

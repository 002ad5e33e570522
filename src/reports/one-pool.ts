import type { HourRow, PoolRow, ReportAccount } from './account';
import { addHourRow } from './merge';
import { mostNotes } from './personal';
import { sitePools } from './site-pools';

/** Beyond these the names of copies are counted. */
const namedApps = 10;

/**
 * The report of one site with the pools of all apps counted as one for each product and environment: copies of an app share one quota,
 * though each names itself. Source: "Scaling responsibly", shared rate limits for app copies, read 2026-11-27.
 * Nothing tells copies by themselves: who joins reports says which they are.
 * @param apps the names of all apps whose reports are joined, each once
 * @param copies names of sources within the reports that are copies, too; any other keeps its own pool
 */
export function asOnePool(
  site: ReportAccount,
  apps: readonly string[],
  copies: readonly string[] = [],
): ReportAccount {
  const [first = site.app.name] = apps;
  const pools: PoolRow[] = [];
  const at = site.pools.map((pool) => {
    const app = copies.includes(pool.app) ? 'own' : pool.app;
    const found = pools.findIndex(
      (one) => one.app === app && one.environment === pool.environment && one.product === pool.product,
    );
    const known = pools[found];
    if (known === undefined) return pools.push({ ...pool, app }) - 1;
    if (pool.tier !== null && known.tier !== pool.tier) known.tier = known.tier === null ? pool.tier : null;
    known.quotaPoints ??= pool.quotaPoints;
    return found;
  });
  const moved = <Row extends { pool: number }>(rows: readonly Row[]): Row[] =>
    rows.map((row) => ({ ...row, pool: at[row.pool] ?? row.pool }));
  const hours = hoursTogether(moved(site.hours));
  return {
    ...site,
    app: {
      name: apps.length > 1 ? `${first} and its copies (${apps.length} apps)` : first,
      version: apps.length > 1 ? null : site.app.version,
    },
    pools,
    sites: site.sites.map((row) => ({ ...row, pools: sitePools(hours, pools.length) })),
    hours,
    endpoints: moved(site.endpoints),
    routes: moved(site.routes),
    features: site.features === null ? null : moved(site.features),
    notes: [noteOf([...apps, ...copies]), ...site.notes].slice(0, mostNotes),
  };
}

function hoursTogether(rows: readonly HourRow[]): HourRow[] {
  const hours = new Map<string, HourRow>();
  for (const row of rows) {
    const key = `${row.pool}|${row.hour}`;
    const known = hours.get(key);
    if (known === undefined) {
      hours.set(key, {
        ...row,
        refusedCalls: { ...row.refusedCalls },
        betaRefusedCalls: { ...row.betaRefusedCalls },
      });
      continue;
    }
    const { knownSites } = known;
    addHourRow(known, row);
    // Two pools of one site know its hours, and it is one site.
    known.knownSites = Math.max(knownSites, row.knownSites);
  }
  return [...hours.values()];
}

function noteOf(apps: readonly string[]): string {
  const named = apps.slice(0, namedApps).join(', ');
  const more = apps.length > namedApps ? ` and ${apps.length - namedApps} more` : '';
  return `Counted as one pool, on the word of whoever joined the reports, since copies of one app share one quota: ${named}${more}.`;
}

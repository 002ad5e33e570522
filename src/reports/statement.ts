import type { Edition } from '../limits/tiers';
import type { ReportAccount } from './account';
import { readNotes, withoutPersonalData } from './personal';

/** What the app cannot see and somebody states. */
export interface Statement {
  label: string | null;
  edition: Edition | null;
  users: number | null;
  alreadyDone: readonly string[];
  notes: readonly string[];
}

/** The account with the statement about its site; what is stated of several sites comes with theirs. */
export function withStatement(account: ReportAccount, said: Statement): ReportAccount {
  const isOneSite = account.sites.length === 1;
  const label = said.label === null ? null : withoutPersonalData(said.label.trim()).slice(0, 100);
  const stated = { label: label === '' ? null : label, edition: said.edition, users: said.users };
  return {
    ...account,
    sites: isOneSite ? account.sites.map((site) => ({ ...site, ...stated })) : account.sites,
    alreadyDone: [...account.alreadyDone, ...readNotes(said.alreadyDone)],
    notes: [...account.notes, ...readNotes(said.notes)],
  };
}

/** The account of some of its pools, by their indexes. */
export function withPools(account: ReportAccount, wanted: readonly number[]): ReportAccount {
  const newIndex = new Map(wanted.map((pool, index) => [pool, index]));
  const chosen = <T extends { pool: number }>(rows: readonly T[]): T[] =>
    rows.flatMap((row) => {
      const pool = newIndex.get(row.pool);
      return pool === undefined ? [] : [{ ...row, pool }];
    });
  const pools = wanted.flatMap((pool) => account.pools[pool] ?? []);
  return {
    ...account,
    pools,
    sites: account.sites.map((site) => ({ ...site, pools: chosen(site.pools) })),
    hours: chosen(account.hours),
    endpoints: chosen(account.endpoints),
    routes: chosen(account.routes),
    features: account.features === null ? null : chosen(account.features),
    drivers: chosen(account.drivers),
    catalogue: account.catalogue.filter((row) => pools.some((pool) => pool.product === row.product)),
  };
}

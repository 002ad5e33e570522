import { useState } from 'react';
import { editions } from '../../../../../src/admin/contract/contract';
import type { ReportAccount, SiteRow } from '../../../../../src/reports/account';
import { simulate, type SimulatedPool } from '../../../../../src/reports/simulation';
import { poolName } from '../../../../../src/reports/words';
import { DataTable, type Column } from '../../parts/data-table';
import { useWords } from '../../words';

type Stated = Pick<SiteRow, 'edition' | 'users'>;

interface Row {
  site: SiteRow;
  stated: Stated;
  pool: string;
  /** Each site is asked for once, beside its first pool. */
  isFirst: boolean;
  result: SimulatedPool;
}

interface SiteOutcomesProps {
  sites: readonly ReportAccount[];
  advice: Parameters<typeof simulate>[2];
}

/** Under Tier 2 each site has a pool of its own, by its edition and users: as its file states them, or as set here. */
export function SiteOutcomes({ sites, advice }: SiteOutcomesProps) {
  const { text, format } = useWords();
  const words = text.reports;
  const [set, setStated] = useState<ReadonlyMap<string, Stated>>(new Map());
  const rows = sites.flatMap((account) => rowsOf(account, set, advice));
  const say = ({ site, stated }: Row, part: Partial<Stated>) => {
    setStated(new Map(set).set(site.id, { ...stated, ...part }));
  };
  const nameOf = ({ site }: Row) => site.label ?? site.id;
  const figure = (row: Row, n: number) =>
    row.result.quotaPoints === null ? text.unknownFigure : format.count(Math.round(n));
  const columns: Column<Row>[] = [
    { key: 'site', title: words.site, rowHeader: true, cell: nameOf },
    { key: 'pool', title: words.figures.pool, cell: (row) => row.pool },
    {
      key: 'edition',
      title: words.edition,
      cell: (row) =>
        row.isFirst && (
          <select
            className="cell-field"
            aria-label={words.editionOf({ site: nameOf(row) })}
            value={row.stated.edition ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              say(row, { edition: editions.find((one) => one === value) ?? null });
            }}
          >
            <option value="">{words.notStated}</option>
            {editions.map((edition) => (
              <option key={edition}>{edition}</option>
            ))}
          </select>
        ),
    },
    {
      key: 'users',
      title: words.users,
      cell: (row) =>
        row.isFirst && (
          <input
            className="cell-field cell-number"
            aria-label={words.usersOf({ site: nameOf(row) })}
            inputMode="numeric"
            value={row.stated.users ?? ''}
            onChange={(event) => {
              const digits = event.currentTarget.value.replace(/\D/g, '').slice(0, 7);
              say(row, { users: digits === '' ? null : Number(digits) });
            }}
          />
        ),
    },
    {
      key: 'quota',
      title: words.figures.tier2,
      end: true,
      cell: (row) => figure(row, row.result.quotaPoints ?? 0),
    },
    {
      key: 'hours',
      title: words.refusedHoursShort,
      end: true,
      cell: (row) => figure(row, row.result.refusedHours.likely),
      sortBy: ({ result }) => (result.quotaPoints === null ? null : result.refusedHours.likely),
    },
    {
      key: 'calls',
      title: words.calls,
      end: true,
      cell: (row) => figure(row, row.result.refusedRequests.likely),
    },
    {
      key: 'minutes',
      title: words.minutes,
      end: true,
      cell: (row) => figure(row, row.result.blockedMinutes.likely),
    },
  ];
  return (
    <DataTable
      label={words.bySite}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.site.id} ${row.pool}`}
    />
  );
}

function rowsOf(
  account: ReportAccount,
  set: ReadonlyMap<string, Stated>,
  advice: SiteOutcomesProps['advice'],
): Row[] {
  const [site] = account.sites;
  if (site === undefined) return [];
  const stated = set.get(site.id) ?? { edition: site.edition, users: site.users };
  const results = simulate(
    { ...account, sites: [{ ...site, ...stated }] },
    { kind: 'tier2', edition: null, users: null },
    advice,
  );
  return results.map((result, i) => {
    const pool = account.pools[result.pool];
    return { site, stated, pool: pool === undefined ? '' : poolName(pool), isFirst: i === 0, result };
  });
}

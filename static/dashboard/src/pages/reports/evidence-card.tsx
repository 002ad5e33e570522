import Button from '@atlaskit/button/new';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { PoolSummary, Report } from '../../../../../src/reports/report';
import { poolName } from '../../../../../src/reports/words';
import { download } from '../../download';
import { Card } from '../../parts/card';
import { Message } from '../../parts/message';
import { type Column, DataTable } from '../../parts/data-table';
import { useWords, type Text, type Words } from '../../words';
import { contradictionsOf } from '../../../../../src/reports/contradictions';
import { siteFiles, zippedReport, type ReportFiles } from './report-files';

const Preview = lazy(async () => ({ default: (await import('./preview')).Preview }));

/** Of many contradictions the first ones: they have one cause. */
const mostShown = 10;

/** @returns what had to be left out */
async function hand(report: Report, wanted: string, files: ReportFiles): Promise<string[]> {
  if (wanted === 'zip') {
    const { name, bytes, leftOut } = await zippedReport(report, files);
    download(name, [bytes], 'application/zip');
    return leftOut;
  }
  const { name, type, text } = await files.fileOf(report, wanted);
  download(name, [text], type);
  return [];
}

/** The key figures, and the files with all of them. */
export function EvidenceCard({ report, files = siteFiles }: { report: Report; files?: ReportFiles }) {
  const { text, format } = useWords();
  const words = text.reports;
  const [working, setWorking] = useState<string | null>(null);
  const [made, setMade] = useState<string>('');
  const [isPreviewed, setIsPreviewed] = useState(false);
  const { share, knownHours, periodHours } = report.coverage;
  const sites = report.sites.length;
  const wrong = useMemo(() => contradictionsOf(report), [report]);
  const nameOf = (kind: string) =>
    (({ ...words.kinds, ...files.names }) as Readonly<Record<string, string>>)[kind] ?? kind;
  const make = (wanted: string) => {
    setWorking(wanted);
    // The word comes first: a large file takes the browser a moment, in which it can show nothing.
    window.setTimeout(() => {
      hand(report, wanted, files)
        .then(
          (leftOut) => {
            const gaps = leftOut.map((kind) => words.leftOut({ kind: nameOf(kind) }));
            setMade([words.made({ kind: nameOf(wanted) }), ...gaps].join(' '));
          },
          () => {
            setMade(words.notMade({ kind: nameOf(wanted) }));
          },
        )
        .finally(() => {
          setWorking(null);
        });
    }, 20);
  };
  return (
    <Card title={sites === 1 ? words.evidence : words.evidenceMerged({ sites: format.count(sites) })}>
      <p>
        {share === null || knownHours === 0
          ? words.noCoverage
          : words.coverage({
              n: sites,
              share: format.percent(share),
              known: format.count(knownHours),
              all: format.count(periodHours),
            })}
      </p>
      <Figures report={report} />
      <p className="subtle">{hoursSentence(report, words, format)}</p>
      <p className="subtle">{words.percentiles}</p>
      <p className="subtle">{words.rounding}</p>
      {wrong.length > 0 && (
        <Message kind="error" title={words.contradicts}>
          <ul className="plain-list">
            {wrong.slice(0, mostShown).map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </Message>
      )}
      <details
        className="behind"
        onToggle={(event) => {
          setIsPreviewed(event.currentTarget.open);
        }}
      >
        <summary>{words.preview.title}</summary>
        {isPreviewed && (
          <Suspense fallback={<p className="subtle">{words.making}</p>}>
            <Preview report={report} files={files} nameOf={nameOf} />
          </Suspense>
        )}
      </details>
      <div className="report-files" role="group" aria-label={words.files}>
        {['zip', ...files.kinds].map((kind) => (
          <Button
            key={kind}
            appearance={kind === 'zip' ? 'primary' : 'default'}
            isDisabled={working !== null || wrong.length > 0}
            onClick={() => {
              make(kind);
            }}
          >
            {nameOf(kind)}
          </Button>
        ))}
      </div>
      <p role="status" className="subtle">
        {working !== null ? words.making : made}
      </p>
    </Card>
  );
}

/** The figures of an hour are this account's own, the counted hours are the whole pool's: said beside them, since both stand in one row. */
function hoursSentence(report: Report, words: Text['reports'], format: Words['format']): string {
  const full = report.summaries.flatMap(({ hoursFrom80 }) => hoursFrom80);
  const counted = full.filter(({ basis }) => basis !== 'estimate').length;
  if (full.length === 0) return words.figures.ownAlone;
  if (counted === full.length) return words.figures.ownAllCounted;
  return words.figures.ownAndWhole({ counted: format.count(counted), all: format.count(full.length) });
}

function Figures({ report }: { report: Report }) {
  const { text, format } = useWords();
  const words = text.reports;
  const { figures } = words;
  const points = (n: number | undefined) =>
    n === undefined ? text.unknownFigure : format.count(Math.round(n));
  const hourly = (key: 'p50' | 'p75' | 'p90' | 'p99' | 'max'): Column<PoolSummary> => ({
    key,
    title: figures[key],
    ...(key === 'max' ? {} : { term: 'percentile' as const }),
    end: true,
    cell: (row) => points(row.allHours?.[key].likely),
  });
  const only = (row: PoolSummary) =>
    report.sites.length === 1 ? report.tier2.find(({ pool }) => pool === row.pool) : undefined;
  const columns: Column<PoolSummary>[] = [
    {
      key: 'pool',
      title: figures.pool,
      rowHeader: true,
      cell: ({ pool }) => {
        const row = report.pools[pool];
        return row === undefined ? '' : poolName(row);
      },
    },
    ...(['p50', 'p75', 'p90', 'p99', 'max'] as const).map(hourly),
    { key: 'day', title: figures.day, end: true, cell: (row) => points(row.meanPointsADay?.likely) },
    { key: 'from80', title: figures.from80, end: true, cell: (row) => format.count(row.hoursFrom80.length) },
    {
      key: 'from100',
      title: figures.from100,
      end: true,
      cell: (row) => format.count(row.hoursFrom100.length),
    },
    {
      key: 'tier2',
      title: figures.tier2,
      term: 'tier',
      end: true,
      cell: (row) => points(only(row)?.quotaPoints ?? undefined),
    },
    {
      key: 'verdict',
      title: figures.verdict,
      cell: (row) => {
        const own = only(row);
        // Several sites have each a pool of their own on Tier 2: what-if tells of them one by one.
        if (own === undefined) return words.verdicts.eachSite;
        return own.verdict === null ? words.verdicts.notStated : words.verdicts[own.verdict];
      },
    },
  ];
  return (
    <DataTable
      label={figures.table}
      columns={columns}
      rows={report.summaries}
      rowKey={(row) => String(row.pool)}
    />
  );
}

import Button from '@atlaskit/button/new';
import { useMemo, useState } from 'react';
import type { PoolSummary, Report } from '../../../../../src/reports/report';
import { poolName } from '../../../../../src/reports/words';
import { downloadText, fileStem } from '../../download';
import { Card } from '../../parts/card';
import { Message } from '../../parts/message';
import { type Column, DataTable } from '../../parts/data-table';
import { useWords } from '../../words';
import { hashedReport } from '../../../../../src/reports/check-report';
import { contradictionsOf } from '../../../../../src/reports/contradictions';
import { csvTable, csvTableNames } from '../../../../../src/reports/csv-tables';
import { htmlReport } from '../../../../../src/reports/html-report';
import { supportNote } from '../../../../../src/reports/support-note';

const fileKinds = ['html', 'json', 'note', ...csvTableNames] as const;
/** Of many contradictions the first ones: they have one cause. */
const mostShown = 10;
type FileKind = (typeof fileKinds)[number];

async function download(report: Report, kind: FileKind): Promise<void> {
  const { name, type, text } = await fileOf(report, kind);
  downloadText(name, [text], type);
}

/** Browsers hash in a secure context only, in which the product's frame is; elsewhere the file comes without hashes. */
async function jsonOf(report: Report): Promise<string> {
  const subtle = (globalThis.crypto as Partial<Crypto> | undefined)?.subtle;
  if (subtle === undefined) return JSON.stringify(report);
  return hashedReport(report, async (text) => {
    const bytes = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(text)));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });
}

async function fileOf(report: Report, kind: FileKind): Promise<{ name: string; type: string; text: string }> {
  const [site] = report.sites;
  const label = report.sites.length === 1 ? (site?.label ?? site?.id.slice(0, 8) ?? null) : null;
  const stem = fileStem(kind, label, `${report.period.from.slice(0, 10)}-to-${report.madeAt.slice(0, 10)}`);
  switch (kind) {
    case 'html':
      return { name: `${stem}.html`, type: 'text/html;charset=utf-8', text: htmlReport(report) };
    case 'json':
      return { name: `${stem}.json`, type: 'application/json', text: await jsonOf(report) };
    case 'note':
      return { name: `${stem}.txt`, type: 'text/plain;charset=utf-8', text: supportNote(report) };
    case 'hours':
    case 'days':
    case 'endpoints':
    case 'routes':
    case 'features':
    case 'throttles':
    case 'sites':
    case 'catalogue':
      return { name: `${stem}.csv`, type: 'text/csv;charset=utf-8', text: csvTable(report, kind) };
  }
}

/** The key figures, and the files with all of them. */
export function EvidenceCard({ report }: { report: Report }) {
  const { text, format } = useWords();
  const words = text.reports;
  const [working, setWorking] = useState<FileKind | null>(null);
  const [made, setMade] = useState<FileKind | null>(null);
  const { share, knownHours, periodHours } = report.coverage;
  const sites = report.sites.length;
  const wrong = useMemo(() => contradictionsOf(report), [report]);
  const make = (kind: FileKind) => {
    setWorking(kind);
    // The word comes first: a large file takes the browser a moment, in which it can show nothing.
    window.setTimeout(() => {
      void download(report, kind)
        .then(() => {
          setMade(kind);
        })
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
              share: format.percent(share),
              known: format.count(knownHours),
              all: format.count(periodHours),
            })}
      </p>
      <Figures report={report} />
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
      <div className="report-files" role="group" aria-label={words.files}>
        {fileKinds.map((kind) => (
          <Button
            key={kind}
            appearance={kind === 'html' ? 'primary' : 'default'}
            isDisabled={working !== null || wrong.length > 0}
            onClick={() => {
              make(kind);
            }}
          >
            {words.kinds[kind]}
          </Button>
        ))}
      </div>
      <p role="status" className="subtle">
        {working !== null ? words.making : made === null ? '' : words.made({ kind: words.kinds[made] })}
      </p>
    </Card>
  );
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
        const verdict = only(row)?.verdict ?? null;
        return verdict === null ? text.unknownFigure : words.verdicts[verdict];
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

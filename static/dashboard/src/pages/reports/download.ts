import { csvTable, csvTableNames } from '../../../../../src/reports/csv-tables';
import { htmlReport } from '../../../../../src/reports/html-report';
import type { Report } from '../../../../../src/reports/report';
import { supportNote } from '../../../../../src/reports/support-note';

export const fileKinds = ['html', 'json', 'note', ...csvTableNames] as const;
export type FileKind = (typeof fileKinds)[number];

/** Hands the file to the browser. The frame allows downloads, and its policy needs nothing for a blob that is only saved. */
export function download(report: Report, kind: FileKind): void {
  const { name, type, text } = fileOf(report, kind);
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers begin to read the blob only after this task.
  window.setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}

function fileOf(report: Report, kind: FileKind): { name: string; type: string; text: string } {
  const stem = `points-gauge-${report.period.from.slice(0, 10)}-${report.madeAt.slice(0, 10)}`;
  switch (kind) {
    case 'html':
      return { name: `${stem}.html`, type: 'text/html;charset=utf-8', text: htmlReport(report) };
    case 'json':
      return { name: `${stem}.json`, type: 'application/json', text: JSON.stringify(report) };
    case 'note':
      return { name: `${stem}-note.txt`, type: 'text/plain;charset=utf-8', text: supportNote(report) };
    case 'hours':
    case 'days':
    case 'endpoints':
    case 'routes':
    case 'features':
    case 'throttles':
    case 'sites':
    case 'catalogue':
      return { name: `${stem}-${kind}.csv`, type: 'text/csv;charset=utf-8', text: csvTable(report, kind) };
  }
}

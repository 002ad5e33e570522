import { hashedReport } from '../../../../../src/reports/check-report';
import { csvTable, csvTableNames } from '../../../../../src/reports/csv-tables';
import { htmlReport } from '../../../../../src/reports/html-report';
import type { Report } from '../../../../../src/reports/report';
import { supportNote } from '../../../../../src/reports/support-note';
import { fileStem } from '../../download';

export const fileKinds = ['html', 'json', 'note', ...csvTableNames] as const;
export type FileKind = (typeof fileKinds)[number];

/** Which files there are of a report, and how each is made. */
export interface ReportFiles {
  kinds: readonly string[];
  fileOf: (report: Report, kind: string) => Promise<ReportFile>;
  /** Of kinds that the reports of sites do not have. */
  names?: Readonly<Record<string, string>>;
}

export const siteFiles: ReportFiles = {
  kinds: fileKinds,
  fileOf: (report, kind) => fileOf(report, kind as FileKind),
};

export interface ReportFile {
  name: string;
  type: string;
  text: string;
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

/** The name of a file of a report, without its ending. */
export function stemOf(report: Report, what: string): string {
  const [site] = report.sites;
  const label = report.sites.length === 1 ? (site?.label ?? site?.id.slice(0, 8) ?? null) : null;
  return fileStem(what, label, `${report.period.from.slice(0, 10)}-to-${report.madeAt.slice(0, 10)}`);
}

export async function fileOf(report: Report, kind: FileKind): Promise<ReportFile> {
  const stem = stemOf(report, kind);
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

export interface ZippedReport {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** What could not be made: the list of contents in the file says so, too. */
  leftOut: string[];
}

/** Every file of a report in one, with a list of what is in it. */
export async function zippedReport(
  report: Report,
  { kinds, fileOf: make }: ReportFiles = siteFiles,
): Promise<ZippedReport> {
  const [files, leftOut]: [ReportFile[], string[]] = [[], []];
  for (const kind of kinds) {
    try {
      files.push(await make(report, kind));
    } catch {
      leftOut.push(kind);
    }
  }
  const contents = [
    ...files.map(({ name, text }) => `${name}  ${text.length} characters`),
    ...leftOut.map((kind) => `${kind}: could not be made and is left out`),
  ];
  // Whoever downloads single files needs no packer.
  const { strToU8, zipSync } = await import('fflate');
  const entries = [...files, { name: 'contents.txt', text: `${contents.join('\n')}\n` }];
  const bytes = zipSync(Object.fromEntries(entries.map(({ name, text }) => [name, strToU8(text)])), {
    mtime: report.madeAt,
  });
  return { name: `${stemOf(report, 'evidence')}.zip`, bytes: new Uint8Array(bytes), leftOut };
}

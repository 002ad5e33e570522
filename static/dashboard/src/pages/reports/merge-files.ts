import type { ReportAccount } from '../../../../../src/reports/account';
import { SiteMerger } from '../../../../../src/reports/merge';
import { readReport } from '../../../../../src/reports/read-report';

/** Files that a browser joins; more are for the command line. */
export const mostFiles = 50;

export type FileProblem =
  | { kind: 'refused'; file: string; why: string }
  | { kind: 'otherApp'; file: string; app: string }
  | { kind: 'severalSites'; file: string }
  | { kind: 'tooMany' };

export interface MergedFiles {
  /** `null` when some file could not be used. */
  account: ReportAccount | null;
  /** The sites of it, each by itself. */
  sites: ReportAccount[];
  problems: FileProblem[];
  /** Files left out since another of the same site is newer. */
  older: string[];
}

/** Joins the reports of single sites, here in the browser: no file leaves it. */
export async function mergeFiles(
  files: readonly File[],
  onProgress: (done: number) => void,
): Promise<MergedFiles> {
  if (files.length > mostFiles)
    return { account: null, sites: [], problems: [{ kind: 'tooMany' }], older: [] };
  const problems: FileProblem[] = [];
  const older: string[] = [];
  const bySite = new Map<string, { file: string; account: ReportAccount }>();
  let app: string | null = null;
  for (const [i, file] of files.entries()) {
    const reading = readReport(parsed(await file.text()));
    onProgress(i + 1);
    if (reading.kind === 'refused') {
      problems.push({ kind: 'refused', file: file.name, why: reading.why });
      continue;
    }
    const { account } = reading;
    const [site, ...others] = account.sites;
    app ??= account.app.name;
    if (account.app.name !== app) problems.push({ kind: 'otherApp', file: file.name, app: account.app.name });
    else if (site === undefined || others.length > 0)
      problems.push({ kind: 'severalSites', file: file.name });
    else {
      const known = bySite.get(site.id);
      const isNewer = known === undefined || account.madeAt > known.account.madeAt;
      if (known !== undefined) older.push(isNewer ? known.file : file.name);
      if (isNewer) bySite.set(site.id, { file: file.name, account });
    }
  }
  if (problems.length > 0) return { account: null, sites: [], problems, older };
  const sites = [...bySite.values()].map(({ account }) => account);
  const merger = new SiteMerger();
  for (const site of sites) merger.add(site);
  return { account: merger.result(), sites, problems, older };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

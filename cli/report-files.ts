import { readFile } from 'node:fs/promises';
import { printable } from '../emulator/testing/text-table';
import { InputError } from '../src/input-error';
import { isRecord } from '../src/object';
import type { ReportAccount } from '../src/reports/account';
import { readReport } from '../src/reports/read-report';

/** What a file says in JSON, with or without a byte order mark. @throws SyntaxError */
export function jsonIn(text: string): unknown {
  return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
}

/** Where a command writes: results to `out`, all else to `err`. */
export interface Streams {
  out: { write(text: string): unknown };
  err: { write(text: string): unknown; isTTY?: boolean };
}

interface Listed {
  file: string;
  site: string;
  madeAt: string;
}

/**
 * The files to take, each site once: of two reports of one site the newer. Every file is read whole and checked before any
 * is used. With `areCopies` they may be of several apps, whose names come back, each once. Throws `InputError` with all that is wrong when a file is damaged, of another schema or of another app.
 */
export async function chooseFiles(
  files: readonly string[],
  streams: Streams,
  { areCopies = false }: { areCopies?: boolean } = {},
): Promise<{ files: string[]; apps: string[] }> {
  if (files.length === 0)
    throw new InputError('name at least one report file (JSON, from the Reports page).');
  const wrong: string[] = [];
  const bySite = new Map<string, Listed>();
  const said: string[] = [];
  const apps = new Set<string>();
  let app: { name: string; file: string } | null = null;
  const progress = progressOf('Checked', files.length, streams);
  for (const file of files) {
    const read = await readSite(file);
    progress();
    if (typeof read === 'string') {
      wrong.push(`${file}: ${read}`);
      continue;
    }
    const { account, site } = read;
    app ??= { name: account.app.name, file };
    if (account.app.name !== app.name && !areCopies) {
      wrong.push(
        `${file}: it is of another app, "${printable(account.app.name)}"; ${app.file} is of "${printable(app.name)}". Copies of one app share a quota: points-gauge merge --same-pool joins them.`,
      );
      continue;
    }
    apps.add(account.app.name);
    const listed = { file, site, madeAt: account.madeAt };
    const before = bySite.get(site);
    const isNewer = before === undefined || listed.madeAt > before.madeAt;
    if (before !== undefined) {
      const [taken, left] = isNewer ? [listed, before] : [before, listed];
      said.push(
        `${left.file}: the same site as ${taken.file}, which is newer (${taken.madeAt}) and is taken.`,
      );
    }
    if (isNewer) bySite.set(site, listed);
  }
  if (wrong.length > 0) {
    const shown = wrong.slice(0, 20).join('\n  ');
    const more = wrong.length > 20 ? `\n  and ${wrong.length - 20} more` : '';
    throw new InputError(`nothing was written, since these files cannot be used:\n  ${shown}${more}`);
  }
  for (const line of said) streams.err.write(`${line}\n`);
  return { files: [...bySite.values()].map(({ file }) => file), apps: [...apps] };
}

/** Reads the chosen files one after the other; never more than one is in memory. */
export async function* readChosen(
  files: readonly string[],
  streams: Streams,
): AsyncGenerator<{ file: string; account: ReportAccount }> {
  const progress = progressOf('Joined', files.length, streams);
  for (const file of files) {
    const read = await readSite(file);
    if (typeof read === 'string') throw new InputError(`${file} changed while it was read: ${read}`);
    yield { file, account: read.account };
    progress();
  }
}

async function readSite(file: string): Promise<{ account: ReportAccount; site: string } | string> {
  let value: unknown;
  try {
    const text = await readFile(file, 'utf8');
    if (isAccountExport(text)) return accountExport;
    value = jsonIn(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof SyntaxError
      ? `it is damaged: no JSON (${message}).`
      : `it cannot be read: ${message}`;
  }
  const reading = readReport(value);
  if (reading.kind === 'refused') return reading.why;
  const [site, ...others] = reading.account.sites;
  const isWholeApp = isRecord(value) && 'wholeApp' in value;
  if (site === undefined || others.length > 0 || isWholeApp)
    return 'it is a report of several sites already; give the reports of its sites.';
  return { account: reading.account, site: site.id };
}

/** Settings exports the whole account as lines, the first of which says so. */
function isAccountExport(text: string): boolean {
  return text.slice(0, 200).includes('"pointsGauge":"ledger"');
}

const accountExport =
  'it is the export of an account (Settings). It names neither the app nor the site, which a report has to. Take the report instead: Reports, choose the period, "Everything (JSON)"; or import the account into an installation and report there.';

/** Says how far it is at each tenth, where there is something to wait for. */
function progressOf(verb: string, total: number, { err }: Streams): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (total < 50 || Math.floor((done * 10) / total) === Math.floor(((done - 1) * 10) / total)) return;
    err.write(`${verb} ${done} of ${total} files\n`);
  };
}

/** One file of a site into the store: all of it, or nothing. */
import { hourMs } from '../../src/time';
import { importSite, keepImported, makeImportSite, type KeptImport } from '../store/keep-imported';
import { firstKeptHour } from '../store/retention';
import type { Database, Sql } from '../store/sql';
import { readFile } from './read-file';

export interface ImportAsk {
  /** Its id, or its address as the page shows it. */
  site: string;
  /** Makes a site that is not known, under this id. */
  isNew: boolean;
}

/** Hours that came in, and those that did not. */
export interface TakenHours extends KeptImport {
  /** Older than what is kept, in the future, or not over when the file was made. */
  outside: number;
  unreadable: number;
  /** As a report names the app it is of: whether that is this fleet's, nobody but who brought it knows. `null`: the file names none. */
  appName: string | null;
}

export type FileTaken =
  ({ kind: 'taken' } & TakenHours) | { kind: 'refused'; why: string } | { kind: 'unknownSite' };

/** What an id or an address of a site can be. */
export const siteText = /^[^\p{Cc}\p{Cs}]{1,200}$/u;

/** @param text of the whole file */
export async function takeFile(
  database: Database,
  appOf: (sql: Sql) => Promise<number>,
  text: string,
  { site: wanted, isNew }: ImportAsk,
  nowMs: number,
): Promise<FileTaken> {
  const read = readFile(text, { fromHour: firstKeptHour(nowMs), toHour: Math.floor(nowMs / hourMs) + 1 });
  if (read.kind === 'refused') return read;
  const { lines, outside, unreadable, appName } = read;
  return database.transaction(async (sql): Promise<FileTaken> => {
    const app = await appOf(sql);
    const known = await importSite(sql, app, wanted);
    if (known === null && !isNew) return { kind: 'unknownSite' };
    if (known === null && isAddress(wanted)) return { kind: 'refused', why: whyNoId(wanted) };
    const [first] = lines;
    // A site that nothing is known of would stay in all lists, and nobody could take it back.
    if (first === undefined) return { kind: 'taken', ...nothing, outside, unreadable, appName };
    const site = known ?? (await makeImportSite(sql, app, wanted, first.pool.product));
    const kept = await keepImported(sql, app, site, lines);
    return { kind: 'taken', ...kept, outside, unreadable, appName };
  });
}

const hasScheme = /^[a-z][a-z+.-]*:\/\//i;

/** As a URL has it; `null`: not one. */
function hostOf(site: string): string | null {
  const url = hasScheme.test(site) ? site : `https://${site}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : null;
}

/** Lines bear ids, and no id is a name with a dot and letters at its end, whatever comes behind it. A site made under its address would be another one, and its hours would count twice once it prints. */
function isAddress(site: string): boolean {
  return hasScheme.test(site) || /\.[a-z]{2,}$|\.xn--[a-z0-9-]+$/.test(hostOf(site) ?? '');
}

function whyNoId(address: string): string {
  const host = hostOf(address) ?? address;
  return `"${address.slice(0, 100)}" is an address, and a new site is made under the id that its lines will bear: https://${host.slice(0, 100)}/_edge/tenant_info names it (cloudId).`;
}

const nothing: KeptImport = { kept: 0, known: 0, printed: 0, reported: 0 };

/** For who runs the program. */
export function takenWords(hours: Omit<TakenHours, 'appName'>): string {
  const { kept, known, printed, reported, outside, unreadable } = hours;
  const isKnown = kept === 0 && known > 0;
  const more = [
    [isKnown ? 0 : known, 'are here already'],
    [printed, 'further left as the site printed them'],
    [outside, 'are older than what is kept, in the future, or were not over when the file was made'],
    [unreadable, 'could not be read'],
    [reported, 'have reports of a back end as well: calls that it reported to the site, too, count twice'],
  ] as const;
  const said = more.filter(([n]) => n > 0).map(([n, what]) => `${String(n)} ${what}`);
  const taken = isKnown
    ? `nothing changed: 0 hours new, ${String(known)} already here`
    : `${String(kept)} ${kept === 1 ? 'hour' : 'hours'} taken, marked as imported`;
  return [taken, ...said].join('; ');
}

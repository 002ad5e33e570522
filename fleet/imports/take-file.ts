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
  /** Older than what is kept, or in the future. */
  outside: number;
  unreadable: number;
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
  const { lines, outside, unreadable } = read;
  return database.transaction(async (sql): Promise<FileTaken> => {
    const app = await appOf(sql);
    const known = await importSite(sql, app, wanted);
    if (known === null && !isNew) return { kind: 'unknownSite' };
    const [first] = lines;
    // A site that nothing is known of would stay in all lists, and nobody could take it back.
    if (first === undefined) return { kind: 'taken', ...nothing, outside, unreadable };
    const site = known ?? (await makeImportSite(sql, app, wanted, first.pool.product));
    return { kind: 'taken', ...(await keepImported(sql, app, site, lines)), outside, unreadable };
  });
}

const nothing: KeptImport = { kept: 0, known: 0, printed: 0, reported: 0 };

/** For who runs the program. */
export function takenWords({ kept, known, printed, reported, outside, unreadable }: TakenHours): string {
  const isKnown = kept === 0 && known > 0;
  const more = [
    [isKnown ? 0 : known, 'are here already'],
    [printed, 'further left as the site printed them'],
    [outside, 'are older than what is kept, or in the future'],
    [unreadable, 'could not be read'],
    [reported, 'have reports of a back end as well: calls that it reported to the site, too, count twice'],
  ] as const;
  const said = more.filter(([n]) => n > 0).map(([n, what]) => `${String(n)} ${what}`);
  const taken = isKnown
    ? `nothing changed: 0 hours new, ${String(known)} already here`
    : `${String(kept)} ${kept === 1 ? 'hour' : 'hours'} taken, marked as imported`;
  return [taken, ...said].join('; ');
}

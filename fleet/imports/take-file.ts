/** One file of a site into the store: all of it, or nothing. */
import { hourMs } from '../../src/time';
import { importSite, keepImported, makeImportSite } from '../store/keep-imported';
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
export interface TakenHours {
  kept: number;
  /** The site's own lines have them. */
  printed: number;
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
    const product = lines[0]?.pool.product ?? 'jira';
    const site =
      (await importSite(sql, app, wanted)) ??
      (isNew ? await makeImportSite(sql, app, wanted, product) : null);
    if (site === null) return { kind: 'unknownSite' };
    return { kind: 'taken', ...(await keepImported(sql, app, site, lines)), outside, unreadable };
  });
}

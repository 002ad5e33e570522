/** `points-gauge fleet import`: a site's own file into the store. */
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { demanded, InputError, orUsage } from '../../src/input-error';
import { demandStore, storePlace } from '../store-option';
import { appScope, bareAppId } from '../store/app-scope';
import { openStore, type StorePlace } from '../store/open-store';
import { rollUpHours } from '../store/roll-up';
import type { Database, Sql } from '../store/sql';
import { textOfFile } from './file-text';
import { siteText, takeFile, takenWords, type ImportAsk, type TakenHours } from './take-file';

export const importUsage = `Usage: points-gauge fleet import --app <app id> --environment <environment id> --site <site> file.json [more.json ...]

Reads files of one site into the store: the export of its account (Settings) or its report (Reports), also the ZIP of everything in one. Hours that the site printed itself are left as
they are, the same file again changes nothing, and what comes in is marked as imported: nobody vouches for it but whoever brought the file.

  --site <site>   the site's id, or its address as the page shows it
  --new-site      the site is not known yet: it is made, under this id; an address is refused. With an id that its lines do not bear, its hours would count twice
  --data <folder>, --database <url>  where the figures are, as for the fleet, which made the store; a folder on which a fleet runs is refused
Exit: 0 when every file was taken, 2 if not; a file that cannot be read keeps nothing of it.`;

/** An account of 60 days with all that it can hold; more is none. */
const mostBytes = 256 * 1024 * 1024;
const mostFiles = 100;
/** Read at once: Node's 64 KB would make four thousand parts of the largest file. */
const partBytes = 1024 * 1024;

export interface ImportPort {
  out: { write: (text: string) => unknown };
  /** What a person should look at. */
  err?: { write: (text: string) => unknown };
  nowMs: number;
}

/** @throws InputError, DatabaseError */
export async function importCommand(
  args: readonly string[],
  { out, err, nowMs }: ImportPort,
): Promise<number> {
  const asked = parsed(args);
  if (asked === 'help') {
    out.write(`${importUsage}\n`);
    return 0;
  }
  demandStore(asked.place);
  const database = await openStore(asked.place);
  try {
    for (const file of asked.files) {
      const taken = await take(database, file, asked, nowMs);
      out.write(`${file}: ${takenWords(taken)}.\n`);
      // The fleet knows its app by an id, and a report by a name.
      if (taken.appName !== null)
        err?.write(`${file} is a report of the app “${taken.appName}”: is that the app of this fleet?\n`);
    }
    while (await rollUpHours(database));
    return 0;
  } finally {
    await database.close();
  }
}

async function take(database: Database, file: string, asked: Asked, nowMs: number): Promise<TakenHours> {
  const appOf = async (sql: Sql) => (await appScope(sql, asked.app, asked.environment)).app;
  const read = await takeFile(database, appOf, await textOf(file), asked, nowMs);
  if (read.kind === 'refused') throw new InputError(`${file}: nothing of it was taken: ${read.why}`);
  if (read.kind === 'unknownSite')
    throw new InputError(
      `No one site "${asked.site.slice(0, 100)}" is known. The page shows ids and addresses; --new-site makes one, under the id that its lines will bear.`,
    );
  return read;
}

async function textOf(file: string): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    // A pipe says no size before it ends: what comes is counted.
    for await (const part of createReadStream(file, { highWaterMark: partBytes }) as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > mostBytes)
        throw new InputError(
          `${file}: it has more than ${String(mostBytes)} bytes; no file of a site is so large.`,
        );
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
  try {
    return textOfFile(Buffer.concat(parts));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${file}: nothing of it was taken: ${error.message}`, { cause: error });
  }
}

interface Asked extends ImportAsk {
  place: StorePlace;
  app: string;
  environment: string;
  files: string[];
}

function parsed(args: readonly string[]): Asked | 'help' {
  const { values, positionals } = read(args);
  if (values.help === true) return 'help';
  const { app, environment, site } = demanded(importUsage, {
    app: values.app,
    environment: values.environment,
    site: values.site,
  });
  if (!siteText.test(site)) throw new InputError('--site is no id or address of a site.');
  if (positionals.length === 0 || positionals.length > mostFiles)
    throw new InputError(`Name 1 to ${String(mostFiles)} files of the site.\n\n${importUsage}`);
  return {
    place: storePlace(values),
    ...{ app: bareAppId(app), environment, site, files: positionals },
    isNew: values['new-site'] ?? false,
  };
}

function read(args: readonly string[]) {
  return orUsage(importUsage, () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        app: { type: 'string' },
        environment: { type: 'string' },
        site: { type: 'string' },
        'new-site': { type: 'boolean' },
        data: { type: 'string' },
        database: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  );
}

import { realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { printable } from '../emulator/testing/text-table';
import { hashedReport } from '../src/reports/check-report';
import { contradictionsOf } from '../src/reports/contradictions';
import { nodeSha256 } from './check';
import { completeReport } from '../src/reports/complete';
import { csvTable, csvTableNames, type CsvTableName } from '../src/reports/csv-tables';
import { htmlReport } from '../src/reports/html-report';
import { SiteMerger } from '../src/reports/merge';
import { asOnePool } from '../src/reports/one-pool';
import type { Report } from '../src/reports/report';
import { supportNote } from '../src/reports/support-note';
import { JoinedPools } from './joined-pools';
import { demanded, InputError, orUsage } from '../src/input-error';
import { chooseFiles, readChosen, type Streams } from './report-files';

export const mergeUsage = `points-gauge merge site-a.json site-b.json ... -o app.html [-o app.json] [-o app.csv] [-o note.txt] [--same-pool [--copy name]...]
  Joins the reports of single sites (JSON, from the Reports page) into one of the app. Of two reports of one site the newer
  is taken. A file that is damaged, of another schema or of another app stops it.
  -o         what to write, by its ending: .html to print, .json, .csv (one file a table), .txt (a note for a ticket)
  --same-pool  the files are of copies of one app, which share one quota: their pools are counted as one, whatever their names.
               It is your word: no report can show it. Where the pools' tiers or quotas differ, it is said
  --copy       with --same-pool: a source within the reports that is a copy, too, by its name; more than once for several
Exit: 0 when everything was written, 2 if not.`;

/** Runs `points-gauge merge`; resolves to the exit code. */
export async function merge(args: readonly string[], streams: Streams): Promise<number> {
  try {
    const { files, outputs, help, areCopies, copies } = parsed(args);
    if (help) {
      streams.out.write(`${mergeUsage}\n`);
      return 0;
    }
    await refuseOutputs(files, outputs);
    const merger = new SiteMerger();
    const chosen = await chooseFiles(files, streams, { areCopies });
    const joined = new JoinedPools(copies);
    for await (const { account } of readChosen(chosen.files, streams)) {
      if (areCopies) joined.look(account);
      merger.add(areCopies ? asOnePool(account, chosen.apps, copies) : account);
    }
    for (const line of joined.doubts()) streams.err.write(`points-gauge merge: ${line}\n`);
    const account = merger.result();
    if (account === null) throw new InputError('there was nothing to join.');
    const report = completeReport(account);
    const wrong = contradictionsOf(report);
    if (wrong.length > 0)
      throw new InputError(
        `nothing was written, since the joined figures contradict themselves:\n  ${wrong.slice(0, 20).map(printable).join('\n  ')}`,
      );
    const json = await hashedReport(report, nodeSha256);
    for (const output of outputs)
      for (const [file, text] of filesOf(report, json, output)) {
        await written(file, text);
        streams.out.write(`Wrote ${file}\n`);
      }
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    streams.err.write(`points-gauge merge: ${error.message}\n`);
    return 2;
  }
}

/** Before anything is read: a report that is written over cannot be joined again. */
async function refuseOutputs(files: readonly string[], outputs: readonly string[]): Promise<void> {
  const inputs = new Map<string, string>();
  for (const file of files) inputs.set(await placeOf(file), file);
  const seen = new Set<string>();
  for (const output of outputs.flatMap(namesOf)) {
    const folder = dirname(resolve(output));
    const found = await stat(folder).catch(() => null);
    if (found?.isDirectory() !== true)
      throw new InputError(
        `-o "${output}": there is no folder "${folder}". Make it first; nothing was written.`,
      );
    if ((await stat(output).catch(() => null))?.isDirectory() === true)
      throw new InputError(`-o "${output}": this is a folder. Give the name of a file; nothing was written.`);
    const place = await placeOf(output);
    const input = inputs.get(place);
    if (input !== undefined)
      throw new InputError(
        `-o "${output}": this is "${input}", one of the reports to join. Give another name; nothing was written.`,
      );
    if (seen.has(place))
      throw new InputError(`-o "${output}": this file is named twice. Nothing was written.`);
    seen.add(place);
  }
}

/** The file that a name leads to, whatever links lie on the way. */
async function placeOf(file: string): Promise<string> {
  return realpath(file).catch(async () => {
    const folder = await realpath(dirname(resolve(file))).catch(() => dirname(resolve(file)));
    return join(folder, basename(file));
  });
}

async function written(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new InputError(
      `"${file}" cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** The files of an output. */
function namesOf(output: string): string[] {
  if (!output.endsWith('.csv')) return [output];
  return csvTableNames.map((name) => csvFile(output, name));
}

function csvFile(output: string, table: CsvTableName): string {
  return output.replace(/\.csv$/, `-${table}.csv`);
}

/** The texts of an output by their files. */
function filesOf(report: Report, json: string, output: string): [string, string][] {
  const ending = /\.[a-z]+$/.exec(output)?.[0] ?? '';
  switch (ending) {
    case '.html':
      return [[output, htmlReport(report)]];
    case '.json':
      return [[output, `${json}\n`]];
    case '.csv':
      return csvTableNames.map((name) => [csvFile(output, name), csvTable(report, name)]);
    case '.txt':
      return [[output, `${supportNote(report)}\n`]];
    default:
      throw new InputError(`-o "${output}": the ending must be .html, .json, .csv or .txt.`);
  }
}

interface Asked {
  files: string[];
  outputs: string[];
  help: boolean;
  areCopies: boolean;
  copies: string[];
}

function parsed(args: readonly string[]): Asked {
  const { values, positionals } = orUsage(mergeUsage, () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: 'string', short: 'o', multiple: true },
        'same-pool': { type: 'boolean' },
        copy: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  );
  const help = values.help ?? false;
  const [areCopies, copies] = [values['same-pool'] ?? false, values.copy ?? []];
  if (copies.length > 0 && !areCopies) throw new InputError('--copy belongs to --same-pool.');
  const outputs = help ? [] : demanded(mergeUsage, { o: values.output }).o;
  const odd = outputs.find((output) => !/\.(html|json|csv|txt)$/.test(output));
  if (odd !== undefined) throw new InputError(`-o "${odd}": the ending must be .html, .json, .csv or .txt.`);
  return { files: positionals, outputs, help, areCopies, copies };
}

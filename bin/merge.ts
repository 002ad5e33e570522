import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { completeReport } from '../src/reports/complete';
import { csvTable, csvTableNames } from '../src/reports/csvTables';
import { htmlReport } from '../src/reports/htmlReport';
import { SiteMerger } from '../src/reports/merge';
import type { Report } from '../src/reports/report';
import { supportNote } from '../src/reports/supportNote';
import { chooseFiles, InputError, readChosen, type Streams } from './reportFiles';

export const mergeUsage = `points-gauge merge site-a.json site-b.json ... -o app.html [-o app.json] [-o app.csv] [-o note.txt]
  Joins the reports of single sites (JSON, from the Reports page) into one of the app. Of two reports of one site the newer
  is taken. A file that is damaged, of another schema or of another app stops it.
  -o         what to write, by its ending: .html to print, .json, .csv (one file a table), .txt (a note for a ticket)
Exit: 0 when everything was written, 2 if not.`;

/** Runs `points-gauge merge`; resolves to the exit code. */
export async function merge(args: readonly string[], streams: Streams): Promise<number> {
  try {
    const { files, outputs, help } = parsed(args);
    if (help) {
      streams.out.write(`${mergeUsage}\n`);
      return 0;
    }
    const merger = new SiteMerger();
    for await (const { account } of readChosen(await chooseFiles(files, streams), streams))
      merger.add(account);
    const account = merger.result();
    if (account === null) throw new InputError('there was nothing to join.');
    const report = completeReport(account);
    for (const output of outputs)
      for (const [file, text] of filesOf(report, output)) {
        await writeFile(file, text);
        streams.out.write(`Wrote ${file}\n`);
      }
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    streams.err.write(`points-gauge merge: ${error.message}\n`);
    return 2;
  }
}

/** The texts of an output by their files. */
function filesOf(report: Report, output: string): [string, string][] {
  const ending = /\.[a-z]+$/.exec(output)?.[0] ?? '';
  switch (ending) {
    case '.html':
      return [[output, htmlReport(report)]];
    case '.json':
      return [[output, `${JSON.stringify(report)}\n`]];
    case '.csv':
      return csvTableNames.map((name) => [output.replace(/\.csv$/, `-${name}.csv`), csvTable(report, name)]);
    case '.txt':
      return [[output, `${supportNote(report)}\n`]];
    default:
      throw new InputError(`-o "${output}": the ending must be .html, .json, .csv or .txt.`);
  }
}

function parsed(args: readonly string[]): { files: string[]; outputs: string[]; help: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: 'string', short: 'o', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const outputs = values.output ?? [];
    const help = values.help ?? false;
    if (!help && outputs.length === 0) throw new InputError(`-o is missing.\n\n${mergeUsage}`);
    const odd = outputs.find((output) => !/\.(html|json|csv|txt)$/.test(output));
    if (odd !== undefined)
      throw new InputError(`-o "${odd}": the ending must be .html, .json, .csv or .txt.`);
    return { files: positionals, outputs, help };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${error instanceof Error ? error.message : String(error)}\n\n${mergeUsage}`);
  }
}

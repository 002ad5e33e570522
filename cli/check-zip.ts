import { printable } from '../emulator/testing/text-table';
import { checkReport, type ReportCheck, type Sha256 } from '../src/reports/check-report';
import { csvTable, csvTableNames } from '../src/reports/csv-tables';
import { htmlReport } from '../src/reports/html-report';
import type { Report } from '../src/reports/report';
import { supportNote } from '../src/reports/support-note';
import { wholeAppCsv, wholeAppHtml } from '../src/reports/whole-app-files';
import type { WholeAppReport } from '../src/reports/whole-app-report';
import { jsonNameIn } from '../src/reports/evidence-zip';
import { InputError } from '../src/input-error';
import { jsonIn } from './report-files';

const contentsName = 'contents.txt';

export interface ZipCheck extends ReportCheck {
  /** The JSON among the files. */
  json: string;
  /** Files beside it that were made again of it and compared, the list of contents included. */
  comparedFiles: number;
  /** Kinds of files that could not be made, as the list of contents says. */
  leftOut: string[];
}

/** The download of everything in one held against itself: its JSON as alone, and each other file made again of it. Throws `InputError` where it has not one JSON. */
export async function checkZip(texts: ReadonlyMap<string, string>, sha256: Sha256): Promise<ZipCheck> {
  const json = jsonNameIn(texts);
  const value = parsed(json, texts.get(json) ?? '');
  const check = await checkReport(value, sha256);
  const { wrong, leftOut } = checkContents(texts);
  const named = check.wrong.map((what) => `${json}: ${what}`);
  // Of a JSON that does not hold nothing is made.
  if (named.length > 0) return { ...check, json, comparedFiles: 0, leftOut, wrong: [...named, ...wrong] };
  const files = [...texts].filter(([name]) => name !== json && name !== contentsName);
  for (const [name, text] of files) {
    const again = madeAgain(name, value as Report);
    if (again === null) wrong.push(`"${printable(name)}" belongs to no download of this report.`);
    else if (again !== text)
      wrong.push(
        `"${printable(name)}" is not what the JSON gives: it was changed, or another version of Points Gauge made it.`,
      );
  }
  return { ...check, json, comparedFiles: files.length + (texts.has(contentsName) ? 1 : 0), leftOut, wrong };
}

function parsed(name: string, text: string): unknown {
  try {
    return jsonIn(text);
  } catch (error) {
    throw new InputError(`"${printable(name)}" in this ZIP is no JSON (${(error as Error).message}).`);
  }
}

/** By the names that the page gives its files; `null` for any other. */
function madeAgain(name: string, report: Report): string | null {
  const kind = (of: string, ending: string): boolean =>
    name.startsWith(`points-gauge-${of}-`) && name.endsWith(ending);
  const whole = 'wholeApp' in report ? (report as WholeAppReport) : null;
  if (kind('html', '.html')) return whole === null ? htmlReport(report) : wholeAppHtml(whole);
  if (kind('note', '.txt')) return supportNote(report);
  if (kind('whole-app', '.csv')) return whole === null ? null : wholeAppCsv(whole);
  const table = csvTableNames.find((of) => kind(of, '.csv'));
  return table === undefined ? null : csvTable(report, table);
}

/** Its list names each file with its length, and what could not be made. */
function checkContents(texts: ReadonlyMap<string, string>): { wrong: string[]; leftOut: string[] } {
  const contents = texts.get(contentsName);
  if (contents === undefined)
    return { wrong: [`"${contentsName}" is missing: what was left out is not known.`], leftOut: [] };
  const lines = contents.split('\n').filter((line) => line !== '');
  const leftOut = lines.flatMap((line) => /^([\w-]+): could not be made/.exec(line)?.[1] ?? []);
  const due = [...texts]
    .filter(([name]) => name !== contentsName)
    .map(([name, text]) => `${name}  ${text.length} characters`);
  const said = lines.filter((line) => !line.includes(': could not be made'));
  const wrong = [
    ...due.filter((line) => !said.includes(line)).map((line) => `"${contentsName}" does not list: ${line}.`),
    ...said
      .filter((line) => !due.includes(line))
      .map((line) => `"${contentsName}" lists, and it is not so: ${line}.`),
  ];
  return { wrong: wrong.map((what) => printable(what)), leftOut };
}

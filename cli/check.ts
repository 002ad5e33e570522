import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { printable } from '../emulator/testing/text-table';
import { checkReport, type ReportCheck, type Sha256 } from '../src/reports/check-report';
import type { Streams } from './report-files';

export const checkUsage = `points-gauge check report.json [more.json ...]
  Holds an evidence file against itself, without a network: its form, its sums by hour, route, endpoint and site, the percentiles
  and all else that follows from its tables, the hashes of its parts, and whether anything in it contradicts itself. It shows that
  nothing was changed by accident or by halves, not who made the file.
Exit: 0 when every file holds, 1 when one does not, 2 when one cannot be read.`;

export const nodeSha256: Sha256 = (text) => Promise.resolve(createHash('sha256').update(text).digest('hex'));

/** Runs `points-gauge check`; resolves to the exit code. */
export async function checkFiles(files: readonly string[], { out, err }: Streams): Promise<number> {
  if (files.some((file) => file === '--help' || file === '-h')) {
    out.write(`${checkUsage}\n`);
    return 0;
  }
  const option = files.find((file) => file.startsWith('-'));
  if (files.length === 0 || option !== undefined) {
    const what =
      option === undefined
        ? 'name at least one report file (JSON, from the Reports page).'
        : `there is no option ${printable(option)}.`;
    err.write(`points-gauge check: ${what}\n\n${checkUsage}\n`);
    return 2;
  }
  let code = 0;
  for (const file of files) {
    const value = await jsonOf(file);
    if (typeof value === 'string') {
      err.write(`${file}: ${value}\n`);
      code = 2;
      continue;
    }
    const check = await checkReport(value.json, nodeSha256);
    if (check.wrong.length > 0) code = Math.max(code, 1);
    out.write(verdictText(file, check));
  }
  return code;
}

async function jsonOf(file: string): Promise<{ json: unknown } | string> {
  try {
    const text = await readFile(file, 'utf8');
    // So begins every ZIP, as the download of everything in one.
    if (text.startsWith('PK\u0003\u0004')) return 'it is a ZIP: unpack it, and name the JSON file in it.';
    return { json: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof SyntaxError ? `it is no JSON (${message}).` : `it cannot be read: ${message}`;
  }
}

function verdictText(file: string, { wrong, hashedParts, size }: ReportCheck): string {
  if (wrong.length > 0 || size === null)
    return `${file} does not hold:\n${wrong.map((what) => `  ${printable(what)}\n`).join('')}`;
  const { hours, endpoints, sites } = size;
  const hashes =
    hashedParts === 0
      ? 'It has no hashes: an earlier version made it, or somebody took them out.'
      : `The hashes of its ${hashedParts} parts fit.`;
  return `${file} holds: ${counted(hours, 'hour')}, ${counted(endpoints, 'endpoint')} and ${counted(sites, 'site')} add up, percentiles and summaries follow from them, and nothing contradicts itself. ${hashes}\n`;
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

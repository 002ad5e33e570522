import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { printable } from '../emulator/testing/text-table';
import { checkReport, type ReportCheck, type Sha256 } from '../src/reports/check-report';
import { checkZip, type ZipCheck } from './check-zip';
import { isZip, textsOfZip } from '../src/reports/evidence-zip';
import { InputError } from '../src/input-error';
import { jsonIn, type Streams } from './report-files';

export const checkUsage = `points-gauge check report.json|evidence.zip [more ...]
  Holds an evidence file against itself, without a network: its form, its sums by hour, route, endpoint and site, the percentiles
  and all else that follows from its tables, the hashes of its parts, and whether anything in it contradicts itself. Of the ZIP of the
  one download each other file is made again of the JSON in it and compared; nothing is unpacked to disk. It shows that nothing was
  changed by accident or by halves, not who made the file.
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
    const check = await checkFile(file).catch((error: unknown) => {
      // Anything else is a fault of this command, and no word on the file.
      if (error instanceof InputError) return error.message;
      throw error;
    });
    if (typeof check === 'string') {
      err.write(`${file}: ${check}\n`);
      code = 2;
      continue;
    }
    if (check.wrong.length > 0) code = Math.max(code, 1);
    out.write(verdictText(file, check));
  }
  return code;
}

/** What was found, and of a ZIP what was compared beside its JSON. */
type FileCheck = ReportCheck & Partial<Pick<ZipCheck, 'comparedFiles' | 'leftOut'>>;

async function checkFile(file: string): Promise<FileCheck> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new InputError(`it cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (isZip(bytes)) return checkZip(textsOfZip(bytes), nodeSha256);
  return checkReport(jsonOf(bytes.toString('utf8')), nodeSha256);
}

function jsonOf(text: string): unknown {
  try {
    return jsonIn(text);
  } catch (error) {
    throw new InputError(`it is no JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
}

function verdictText(file: string, { wrong, hashedParts, size, ...zip }: FileCheck): string {
  if (wrong.length > 0 || size === null)
    return `${file} does not hold:\n${wrong.map((what) => `  ${printable(what)}\n`).join('')}`;
  const { hours, pools, endpoints, sites } = size;
  const ofPools = pools > 1 ? ` of ${counted(pools, 'pool')}` : '';
  const hashes =
    hashedParts === 0
      ? 'It has no hashes: an earlier version made it, or somebody took them out.'
      : `The hashes of its ${hashedParts} parts fit.`;
  return `${file} holds: ${counted(hours, 'hour')}${ofPools}, ${counted(endpoints, 'endpoint')} and ${counted(sites, 'site')} add up, percentiles and summaries follow from them, and nothing contradicts itself. ${hashes}${besides(zip)}\n`;
}

function besides({ comparedFiles, leftOut = [] }: Pick<FileCheck, 'comparedFiles' | 'leftOut'>): string {
  if (comparedFiles === undefined) return '';
  const left = leftOut.length === 0 ? '' : ` Could not be made and is not in it: ${leftOut.join(', ')}.`;
  return ` The ${comparedFiles} other files are what the JSON gives.${left}`;
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

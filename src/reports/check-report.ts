import { completeReport } from './complete';
import { contradictionsOf } from './contradictions';
import { readReport } from './read-report';
import { readBy } from './fields';
import type { Report } from './report';
import { wholeApp } from './whole-app';
import { wholeAppContradictions, wholeAppSummaries } from './whole-app-report';

/** SHA-256 of a text, 64 hexadecimal digits: Node and browsers each have their own. */
export type Sha256 = (text: string) => Promise<string>;

/** What is made of the tables, and can be made again. */
const derived = ['coverage', 'summaries', 'days', 'throttles', 'patterns', 'tier2'] as const;

/** The report with a hash of each of its parts, as JSON: who checks it finds which part was changed. It proves no author. */
export async function hashedReport(report: Report, sha256: Sha256): Promise<string> {
  const hashes: Record<string, string> = {};
  for (const [name, part] of partsOf(report)) hashes[name] = await sha256(JSON.stringify(part));
  return JSON.stringify({ ...report, hashes });
}

export interface ReportCheck {
  /** What was found wrong, one sentence each; empty where the file holds. */
  wrong: string[];
  /** Parts whose hash was compared; 0 for a file of a version that wrote none. */
  hashedParts: number;
  /** Hours, each once, and what else is in it, to name what holds; `null` where it could not be read. */
  size: { hours: number; pools: number; endpoints: number; sites: number } | null;
}

/** A report's JSON held against itself: its form and sums, what follows from its tables, the hashes of its parts, and what contradicts itself. */
export async function checkReport(value: unknown, sha256: Sha256): Promise<ReportCheck> {
  const reading = readReport(value);
  if (reading.kind === 'refused') return { wrong: [reading.why], hashedParts: 0, size: null };
  const file = value as Record<string, unknown>;
  const { wrong, hashedParts } = await checkHashes(file, sha256);
  const again = completeReport(reading.account);
  for (const name of derived)
    if (!isSame(file[name], again[name]))
      wrong.push(`"${name}" does not follow from the tables of the file.`);
  wrong.push(...checkWholeApp(file, again));
  const { hours, endpoints, sites, pools } = reading.account;
  return {
    wrong: [...wrong, ...contradictionsOf(again)],
    hashedParts,
    size: {
      // A row is an hour of one pool: two pools make twice as many as there were hours.
      hours: new Set(hours.map(({ hour }) => hour)).size,
      ...{ pools: pools.length, endpoints: endpoints.length, sites: sites.length },
    },
  };
}

/** What a report of all sites of an app has beyond its tables. */
function checkWholeApp(file: Record<string, unknown>, again: Report): string[] {
  const { wholeApp: said, wholeAppSummaries: summaries } = file;
  if (said === undefined)
    return summaries === undefined ? [] : ['"wholeAppSummaries" follows from nothing in the file.'];
  const read = readBy(wholeApp, said);
  if ('bad' in read) return [`"wholeApp" is not what the schema says (${read.bad}).`];
  const wrong = wholeAppContradictions(again, read.row);
  if (!isSame(summaries, wholeAppSummaries(again, read.row)))
    wrong.push('"wholeAppSummaries" does not follow from the tables of the file.');
  return wrong;
}

async function checkHashes(
  file: Record<string, unknown>,
  sha256: Sha256,
): Promise<{ wrong: string[]; hashedParts: number }> {
  const { hashes } = file;
  if (hashes === undefined) return { wrong: [], hashedParts: 0 };
  if (typeof hashes !== 'object' || hashes === null)
    return { wrong: ['"hashes" is not an object.'], hashedParts: 0 };
  const said = new Map<string, unknown>(Object.entries(hashes));
  const wrong: string[] = [];
  for (const [name, part] of partsOf(file)) {
    const hash = said.get(name);
    said.delete(name);
    if (hash === undefined) wrong.push(`"${name}" has no hash: it was added to the file.`);
    else if (hash !== (await sha256(JSON.stringify(part))))
      wrong.push(`"${name}" is not what was hashed: it was changed.`);
  }
  for (const name of said.keys()) wrong.push(`"${name}" has a hash, and is not in the file.`);
  return { wrong, hashedParts: partsOf(file).length };
}

function partsOf(file: object): [string, unknown][] {
  return Object.entries(file).filter(([name]) => name !== 'hashes');
}

/** Of equal content, whatever the order of fields is. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
  );
}

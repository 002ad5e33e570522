import { emptyCell, mergeCell, type Cell } from './cell';
import { addHash, emptySketch } from './distinct';
import { cellKey, parseCellKey, type CellId } from './keys';
import { samplePairs } from './pair';
import type { Observation } from '../model';
import type { Sheet } from './sheet';
import { spreadHash } from './spread';
import { isSaidByBrowser } from './vouching';

/** Stands for the endpoints that a bounded sheet has no room for. */
export const otherTemplate = '{other}';

type FoldedEndpoint = Pick<CellId, 'pool' | 'method' | 'template'>;

/** Five-minute marks of hourly policies: real apps have two policies in each of the twelve slots. */
const keptPolicyMarks = 240;

/** Pairs in a sheet that is too large: what the prices are measured from yields before the account itself does. */
const keptPairsOfMany = 120;

/**
 * Makes the sheet small enough: the endpoints that cost least become `{other}`, which keeps pool, route, trigger and method,
 * so that every sum but those by endpoint and tag stays exact. The sheet remembers how many they were.
 *
 * @param fits whether the sheet is small enough now; it is asked again after each step
 * @returns `false` when even the folded sheet does not fit
 */
export function foldToFit(sheet: Sheet, fits: (sheet: Sheet) => boolean): boolean {
  if (fits(sheet)) return true;
  keepNewestMarks(sheet);
  sheet.pairs = samplePairs(sheet.pairs, keptPairsOfMany);
  for (let kept = Math.floor(sheet.cells.size * 0.75); !fits(sheet); kept = Math.floor(kept / 2)) {
    foldTail(sheet, kept);
    if (kept === 0) return fits(sheet);
  }
  return true;
}

/** Keeps the given number of cells that cost most; of equal ones those with most requests, then by name. */
function foldTail(sheet: Sheet, kept: number): void {
  const ranked = [...sheet.cells].filter(([key]) => !isFolded(key)).sort(byCost);
  for (const [key, cell] of ranked.slice(kept)) {
    sheet.cells.delete(key);
    fold(sheet, key, cell);
  }
}

function fold(sheet: Sheet, key: string, cell: Cell): void {
  const id = parseCellKey(key);
  if (id === null) return;
  const otherKey = cellKey({ ...id, tag: null, template: otherTemplate });
  const other = sheet.cells.get(otherKey) ?? emptyCell();
  mergeCell(other, cell);
  other.kinds.clear();
  sheet.cells.set(otherKey, other);
  noteFolded(sheet, id);
}

/** The call, booked where there is no room for its endpoint. */
export function foldedCall(call: Observation): Observation {
  const folded = { ...call, tag: null, template: otherTemplate };
  delete folded.kind;
  return folded;
}

/** Remembers that an endpoint is in `{other}`, so that the sheet can say how many they are. */
export function noteFolded(sheet: Sheet, { pool, method, template }: FoldedEndpoint): void {
  sheet.folded ??= emptySketch();
  addHash(sheet.folded, spreadHash(`${pool.product} ${method} ${template}`));
}

function isSaid(key: string): number {
  const id = parseCellKey(key);
  return id !== null && isSaidByBrowser(id.route) ? 1 : 0;
}

function isFolded(key: string): boolean {
  const id = parseCellKey(key);
  return id?.template === otherTemplate && id.tag === null;
}

/** What a browser said comes last, whatever it would have cost. */
function byCost([keyA, a]: [string, Cell], [keyB, b]: [string, Cell]): number {
  return (
    isSaid(keyA) - isSaid(keyB) ||
    b.likelyMilli - a.likelyMilli ||
    b.requests - a.requests ||
    (keyA < keyB ? -1 : 1)
  );
}

function keepNewestMarks(sheet: Sheet): void {
  if (sheet.policies.size <= keptPolicyMarks) return;
  const newest = [...sheet.policies].sort(([, a], [, b]) => b.lastAtMs - a.lastAtMs);
  sheet.policies = new Map(newest.slice(0, keptPolicyMarks));
}

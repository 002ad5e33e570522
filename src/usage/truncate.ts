import { emptyCell, mergeCell, type Cell } from './usage-sum';
import { addHash, emptySketch } from './distinct';
import { cellKey, otherTemplate, parseCellKey, type CellId } from './keys';
import { dearestMinutes } from './minute-points';
import { samplePairs } from './counter-sample';
import type { Observation } from '../model';
import type { Sheet } from './hour-usage';
import { spreadHash } from './hash';
import { joinEndpoints, squeezes } from './shrink-to-fit';
import { voucherOf } from './vouching';

type FoldedEndpoint = Pick<CellId, 'pool' | 'method' | 'template'>;

/** Five-minute marks of hourly policies: real apps have two policies in each of the twelve slots. */
const keptPolicyMarks = 240;

/** Endpoints, and pools and routes, of whose minutes a sheet that is too large keeps the points. */
const keptMinutes = 10;

/** No value holds more cells; and so many may come together before those that cost least are summed up. */
const storedCells = 3_000;
const mergedCells = 8_000;

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
  sheet.minutes = dearestMinutes(sheet.minutes, keptMinutes, keptMinutes);
  const most = Math.min(Math.floor(sheet.cells.size * 0.75), storedCells);
  for (let kept = most; !fits(sheet); kept = Math.floor(kept / 2)) {
    foldTail(sheet, kept);
    if (kept === 0) break;
  }
  for (const squeeze of squeezes) {
    if (fits(sheet)) return true;
    squeeze(sheet);
  }
  return fits(sheet);
}

/** Folds a sheet that nothing could store long before it is stored, so that summing up much costs no more memory and time. */
export function boundCells(sheet: Sheet): void {
  if (sheet.cells.size <= mergedCells) return;
  foldTail(sheet, storedCells);
  if (sheet.cells.size > mergedCells) joinEndpoints(sheet);
}

/** Keeps the given number of cells that cost most; of equal ones those with most requests, then by name. */
function foldTail(sheet: Sheet, kept: number): void {
  const ranked = [...sheet.cells].flatMap(([key, cell]) => rankable(key, cell) ?? []).sort(byCost);
  for (const { key, id, cell } of ranked.slice(kept)) {
    sheet.cells.delete(key);
    fold(sheet, id, cell);
  }
}

function fold(sheet: Sheet, id: CellId, cell: Cell): void {
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

interface Ranked {
  key: string;
  id: CellId;
  cell: Cell;
  /** The app's own calls come first and what a browser said last, whatever others say that it cost. */
  vouching: number;
}

/** `null` for a cell that is folded already. */
function rankable(key: string, cell: Cell): Ranked | null {
  const id = parseCellKey(key);
  if (id === null || (id.template === otherTemplate && id.tag === null)) return null;
  const vouching = (['answer', 'report', 'browser'] as const).indexOf(voucherOf(id.pool, id.route));
  return { key, id, cell, vouching };
}

function byCost(a: Ranked, b: Ranked): number {
  return (
    a.vouching - b.vouching ||
    b.cell.likelyMilli - a.cell.likelyMilli ||
    b.cell.requests - a.cell.requests ||
    (a.key < b.key ? -1 : 1)
  );
}

function keepNewestMarks(sheet: Sheet): void {
  if (sheet.policies.size <= keptPolicyMarks) return;
  const newest = [...sheet.policies].sort(([, a], [, b]) => b.lastAtMs - a.lastAtMs);
  sheet.policies = new Map(newest.slice(0, keptPolicyMarks));
}

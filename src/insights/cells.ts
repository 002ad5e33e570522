import { cellPoints, type Cell } from '../usage/usage-sum';
import { parseCellKey, type CellId } from '../usage/keys';
import type { Sheet } from '../usage/hour-usage';
import { chargedToPool } from '../limits/charging';
import type { Points } from '../model';

/** The cells of a sheet with what they are the sum of. */
export function* cellsOf(sheet: Sheet): Generator<[CellId, Cell]> {
  for (const [key, cell] of sheet.cells) {
    const id = parseCellKey(key);
    // A stored sheet is read whole or not at all, so every key was checked then.
    if (id !== null) yield [id, cell];
  }
}

export const noPoints: Points = { low: 0, likely: 0, high: 0 };

/** What a cell drew from the pool: nothing where its route is not charged. */
export function chargedPoints(id: CellId, cell: Cell): Points {
  return chargedToPool(id.route) ? cellPoints(cell) : noPoints;
}

export function addPoints(a: Points, b: Points): Points {
  return { low: exact(a.low + b.low), likely: exact(a.likely + b.likely), high: exact(a.high + b.high) };
}

/** Cells hold whole thousandths; sums are brought back to them, so that 0.1 + 0.2 is 0.3. */
function exact(points: number): number {
  return Math.round(points * 1000) / 1000;
}

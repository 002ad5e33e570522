import { emptySketch, estimateDistinct, mergeSketches } from '../../usage/distinct';
import type { Step } from '../period';

/** About how many endpoints are summed up as `{other}` in these steps; `null` when none is. */
export function foldedEndpoints(steps: readonly Pick<Step, 'sheet'>[]): number | null {
  const all = emptySketch();
  let isFolded = false;
  for (const { sheet } of steps) {
    if (sheet === null || sheet === 'empty' || sheet.folded === null) continue;
    mergeSketches(all, sheet.folded);
    isFolded = true;
  }
  return isFolded ? estimateDistinct(all) : null;
}

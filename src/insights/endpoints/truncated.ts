import { emptySketch, estimateDistinct, mergeSketches } from '../../usage/distinct';
import type { Step } from '../period';

/** About how many endpoints are summed up as `{other}` in these steps; `null` when none is. */
export function foldedEndpoints(steps: readonly Pick<Step, 'usage'>[]): number | null {
  const all = emptySketch();
  let isFolded = false;
  for (const { usage } of steps) {
    if (usage === null || usage === 'empty' || usage.folded === null) continue;
    mergeSketches(all, usage.folded);
    isFolded = true;
  }
  return isFolded ? estimateDistinct(all) : null;
}

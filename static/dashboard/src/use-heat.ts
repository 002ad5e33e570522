import { useCallback, useRef } from 'react';
import type { Answer, OverviewAnswer } from '../../../src/admin/contract/contract';
import { askOverview } from './api';
import { takeAskedAhead } from './ask-ahead';

/** Thirty days change slowly: one of twenty refreshes asks for them again. */
const heatMs = 600_000;

/** Asks for the overview; between its readings the heatmap is carried over from the last one. */
export function useOverviewAsk(): () => Promise<Answer<OverviewAnswer>> {
  const last = useRef<{ heat: OverviewAnswer['heat']; pools: string; atMs: number } | null>(null);
  return useCallback(async () => {
    const known = last.current;
    const isDue = known === null || Date.now() - known.atMs >= heatMs;
    const answer = await (takeAskedAhead() ?? askOverview(isDue ? { heat: true } : {}));
    if (!answer.ok) return answer;
    const pools = JSON.stringify(answer.data.pools.map(({ pool }) => pool));
    if (answer.data.heat !== null) {
      last.current = { heat: answer.data.heat, pools, atMs: Date.now() };
      return answer;
    }
    // Another pool has come, or the order changed: the old rows would stand under the wrong names.
    if (known?.pools !== pools) last.current = null;
    return { ...answer, data: { ...answer.data, heat: known?.pools === pools ? known.heat : null } };
  }, []);
}

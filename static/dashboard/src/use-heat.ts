import { useCallback, useRef } from 'react';
import type { Answer, OverviewAnswer } from '../../../src/admin/contract/contract';
import { askOverview } from './api';
import { takeAskedAhead } from './ask-ahead';

/** Thirty days change slowly: one of twenty refreshes asks for them again. */
const heatMs = 600_000;

type Past = Pick<OverviewAnswer, 'heat' | 'walls'>;

/** Asks for the overview; between its readings the heatmap and the history of walls are carried over from the last one. */
export function useOverviewAsk(): () => Promise<Answer<OverviewAnswer>> {
  const last = useRef<(Past & { pools: string; atMs: number }) | null>(null);
  return useCallback(async () => {
    const known = last.current;
    const isDue = known === null || Date.now() - known.atMs >= heatMs;
    const answer = await (takeAskedAhead() ?? askOverview(isDue ? { heat: true } : {}));
    if (!answer.ok) return answer;
    const pools = JSON.stringify(answer.data.pools.map(({ pool }) => pool));
    if (answer.data.heat !== null) {
      const { heat, walls } = answer.data;
      last.current = { heat, walls, pools, atMs: Date.now() };
      return answer;
    }
    // Another pool has come, or the order changed: the old rows would stand under the wrong names.
    if (known?.pools !== pools) last.current = null;
    const past: Past =
      known?.pools === pools ? { heat: known.heat, walls: known.walls } : { heat: null, walls: null };
    return { ...answer, data: { ...answer.data, ...past } };
  }, []);
}

import { useState, type KeyboardEvent } from 'react';

export interface Walk {
  /** The part that the tab key reaches. */
  stop: number;
  /** The part that is explained in words: that under the pointer, else the one walked to. */
  explained: number;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (index: number) => void;
  /** `null` when the pointer leaves. */
  onPoint: (index: number | null) => void;
}

/**
 * Arrow keys over the parts of a chart, which carry `data-part`. With `columns` the parts stand in rows, and up and down
 * go from row to row. The chart is entered at `entry`, its last part unless said otherwise.
 */
export function useWalk(count: number, columns: number | null = null, entry: number | null = null): Walk {
  const [walked, setWalked] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const last = Math.max(0, count - 1);
  const stop = Math.min(walked ?? entry ?? last, last);
  return {
    stop,
    explained: Math.min(pointed ?? stop, last),
    onKeyDown: (event) => {
      const steps: Partial<Record<string, number>> = {
        ArrowLeft: stop - 1,
        ArrowRight: stop + 1,
        Home: 0,
        End: last,
        ...(columns === null ? {} : { ArrowUp: stop - columns, ArrowDown: stop + columns }),
      };
      const to = steps[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const isOutside = columns !== null && (to < 0 || to > last);
      const next = isOutside ? stop : Math.min(last, Math.max(0, to));
      setWalked(next);
      event.currentTarget.querySelectorAll<SVGElement>('[data-part]')[next]?.focus();
    },
    onFocus: setWalked,
    onPoint: setPointed,
  };
}

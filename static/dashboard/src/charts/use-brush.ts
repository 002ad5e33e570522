import { useState, type KeyboardEvent, type PointerEvent } from 'react';

/** A step under the crosshair, and the steps that are being chosen. */
export interface Brush {
  at: number;
  /** First and last step of the choice; `null` while nothing is chosen. */
  chosen: [number, number] | null;
  onKeyDown: (event: KeyboardEvent) => void;
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerUp: (event: PointerEvent) => void;
  onPointerLeave: () => void;
}

interface BrushOptions {
  count: number;
  /** The step under the crosshair until somebody moves it. */
  rest: number;
  /** The step at so many pixels from the left of what has the handlers. */
  stepAt: (xPx: number) => number;
  /** Steps from the first to the last of the choice; `null` goes back to all. */
  onZoom: (chosen: [number, number] | null) => void;
}

/**
 * A crosshair that pointer and arrow keys move, and a choice of steps: drawn with the pointer, or with Shift and arrow keys, and taken
 * with Enter. Escape gives a choice up, then the zoom.
 */
export function useBrush({ count, rest, stepAt, onZoom }: BrushOptions): Brush {
  const [walked, setWalked] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const last = Math.max(0, count - 1);
  const stop = Math.min(walked ?? rest, last);
  const at = Math.min(pointed ?? stop, last);
  const chosen: Brush['chosen'] =
    anchor === null || anchor === at ? null : [Math.min(anchor, at), Math.min(last, Math.max(anchor, at))];
  const zoom = (to: [number, number] | null): void => {
    setAnchor(null);
    setPointed(null);
    setWalked(null);
    onZoom(to);
  };
  const indexOf = (event: PointerEvent): number => {
    const { left } = event.currentTarget.getBoundingClientRect();
    return Math.min(last, Math.max(0, stepAt(event.clientX - left)));
  };
  return {
    at,
    chosen,
    onKeyDown: (event) => {
      if (event.key === 'Enter' && chosen !== null) zoom(chosen);
      else if (event.key === 'Escape') {
        if (chosen === null) onZoom(null);
        setAnchor(null);
      } else {
        const far = Math.max(2, Math.round(count / 10));
        const steps: Partial<Record<string, number>> = {
          ...{ ArrowLeft: stop - 1, ArrowDown: stop - 1, ArrowRight: stop + 1, ArrowUp: stop + 1 },
          ...{ PageDown: stop - far, PageUp: stop + far, Home: 0, End: last },
        };
        const to = steps[event.key];
        if (to === undefined) return;
        setAnchor(event.shiftKey ? (anchor ?? stop) : null);
        setPointed(null);
        setWalked(Math.min(last, Math.max(0, to)));
      }
      event.preventDefault();
      event.stopPropagation();
    },
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      setAnchor(indexOf(event));
      setPointed(indexOf(event));
    },
    onPointerMove: (event) => {
      setPointed(indexOf(event));
    },
    onPointerUp: (event) => {
      setWalked(indexOf(event));
      if (chosen !== null) zoom(chosen);
      setAnchor(null);
    },
    onPointerLeave: () => {
      setPointed(null);
      setAnchor(null);
    },
  };
}

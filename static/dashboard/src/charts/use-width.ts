import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

const assumedPx = 960;

/** Width of an element in pixels, kept up to date, so that a chart is drawn in real pixels and its text never scales. */
export function useWidth(): [RefObject<HTMLDivElement>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [widthPx, setWidthPx] = useState(assumedPx);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      setWidthPx(Math.max(240, Math.floor(element.clientWidth)));
    });
    observer.observe(element);
    setWidthPx(Math.max(240, Math.floor(element.clientWidth) || assumedPx));
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, widthPx];
}

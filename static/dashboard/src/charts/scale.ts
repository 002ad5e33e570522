/** Figures along an axis, in pixels. */
export interface Scale {
  (value: number): number;
  /** The figure at a place. */
  invert: (px: number) => number;
  /** Round figures along the axis, at least two of them where it has a length: about as many as are wanted. */
  ticks: (about: number) => number[];
}

/** Of the axis from one figure to another, drawn between two places. d3-scale does it, too, and weighs ten times all charts that need it. */
export function linearScale([from, to]: [number, number], [fromPx, toPx]: [number, number]): Scale {
  const span = to - from;
  const perPx = toPx === fromPx ? 0 : span / (toPx - fromPx);
  const scale = (value: number): number =>
    span === 0 ? (fromPx + toPx) / 2 : fromPx + ((value - from) / span) * (toPx - fromPx);
  return Object.assign(scale, {
    invert: (px: number): number => from + (px - fromPx) * perPx,
    ticks: (about: number): number[] => roundFigures(from, to, about),
  });
}

/** Multiples of 1, 2 or 5 with as many zeros as it takes. */
function roundFigures(from: number, to: number, about: number): number[] {
  if (!(to > from)) return [from];
  const wanted = (to - from) / about;
  const power = 10 ** Math.floor(Math.log10(wanted));
  // Between two of them the one that is nearer by its ratio.
  const factor = [Math.SQRT2, Math.sqrt(10), Math.sqrt(50)].filter((least) => wanted / power >= least).length;
  const step = power * ([1, 2, 5, 10][factor] ?? 1);
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, index) => (first + index) * step);
}

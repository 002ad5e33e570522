import { symbol, symbolDiamond2 } from 'd3-shape';

const diamond = symbol(symbolDiamond2, 44)() ?? '';

/** A diamond for refused calls: a shape of its own, so that it does not need its colour. */
export function ThrottleMark({ xPx, yPx }: { xPx: number; yPx: number }) {
  return <path className="throttle-mark" d={diamond} transform={`translate(${xPx} ${yPx})`} />;
}

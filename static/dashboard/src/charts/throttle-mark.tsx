const diamond = 'M0-4.2 4.2 0 0 4.2-4.2 0Z';

/** A diamond for refused calls: a shape of its own, so that it does not need its colour. */
export function ThrottleMark({ xPx, yPx }: { xPx: number; yPx: number }) {
  return <path className="throttle-mark" d={diamond} transform={`translate(${xPx} ${yPx})`} />;
}

import { line } from 'd3-shape';

const widthPx = 72;
const heightPx = 20;

/** The course of a figure, without axes. Unknown steps leave a gap. The words beside it say the same. */
export function Sparkline({ values }: { values: (number | null)[] }) {
  const top = Math.max(1, ...values.map((value) => value ?? 0));
  const stepPx = values.length > 1 ? widthPx / (values.length - 1) : widthPx;
  const draw = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => index * stepPx)
    .y((value) => heightPx - 2 - ((value ?? 0) / top) * (heightPx - 4))
    .digits(1);
  return (
    <svg className="sparkline" width={widthPx} height={heightPx} aria-hidden="true">
      <path d={draw(values) ?? ''} />
    </svg>
  );
}

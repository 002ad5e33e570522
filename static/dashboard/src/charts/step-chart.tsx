import { useWords } from '../words';
import { linearScale } from './scale';
import { useWalk } from './use-walk';
import { useWidth } from './use-width';

export interface StepBar {
  key: number;
  /** The time of the step. */
  name: string;
  /** `null`: could not be read. */
  points: number | null;
  /** Drawn where there is no bar; a question mark unless said. */
  mark?: string;
  /** The step in words, for the pointer and for a screen reader. */
  sentence: string;
}

const heightPx = 136;
const topPx = 12;
const basePx = heightPx - 20;
const gap = 0.2;

interface StepChartProps {
  bars: StepBar[];
  label: string;
  /** What the scale reaches at least. */
  atLeast?: number;
  /** How many steps there will be, where they come one by one. */
  steps?: number;
}

/** Bars of one figure over time. One step is always explained in words. */
export function StepChart({ bars, label, atLeast = 1, steps = bars.length }: StepChartProps) {
  const { text, format } = useWords();
  const [ref, widthPx] = useWidth();
  const walk = useWalk(bars.length);
  const top = Math.max(atLeast, ...bars.map(({ points }) => points ?? 0));
  // A fifth of each step is the gap to the next.
  const stepPx = widthPx / Math.max(1, steps - gap);
  const barPx = stepPx * (1 - gap);
  const y = linearScale([0, top], [basePx, topPx]);
  const explained = bars[walk.explained];
  return (
    <div className="day">
      <div ref={ref}>
        <svg
          role="group"
          aria-label={`${label}. ${text.heat.keys}`}
          width={widthPx}
          height={heightPx}
          onKeyDown={walk.onKeyDown}
          onPointerLeave={() => {
            walk.onPoint(null);
          }}
        >
          <line x1={0} x2={widthPx} y1={y(top)} y2={y(top)} className="grid-line" aria-hidden="true" />
          <text x={0} y={topPx - 3} className="axis-text" aria-hidden="true">
            {format.count(top)}
          </text>
          <text x={0} y={heightPx - 4} className="axis-text" aria-hidden="true">
            {steps > 1 ? bars[0]?.name : ''}
          </text>
          {bars.length === steps && (
            <text x={widthPx} y={heightPx - 4} textAnchor="end" className="axis-text" aria-hidden="true">
              {bars.at(-1)?.name}
            </text>
          )}
          {bars.map(({ key, points, mark, sentence }, index) => (
            <g
              key={key}
              role="img"
              aria-label={sentence}
              data-part={index}
              tabIndex={index === walk.stop ? 0 : -1}
              className={index === walk.explained ? 'hour hour-explained' : 'hour'}
              onFocus={() => {
                walk.onFocus(index);
              }}
              onPointerEnter={() => {
                walk.onPoint(index);
              }}
            >
              <rect
                x={index * stepPx}
                width={barPx}
                y={topPx}
                height={basePx - topPx}
                className="hour-column"
              />
              {points === null ? (
                <text x={index * stepPx + barPx / 2} y={basePx - 4} textAnchor="middle" className="axis-text">
                  {mark ?? '?'}
                </text>
              ) : (
                <rect
                  x={index * stepPx}
                  width={barPx}
                  y={y(points)}
                  height={points > 0 ? Math.max(1, basePx - y(points)) : 0}
                  className="gauge-own"
                />
              )}
            </g>
          ))}
        </svg>
      </div>
      <p className="day-words" aria-hidden="true">
        {explained?.sentence}
      </p>
    </div>
  );
}

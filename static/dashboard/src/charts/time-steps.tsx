import type { Scale } from './scale';
import { totalAt, type TimeSeries } from './time-model';
import type { Plot } from './time-plot';
import { ThrottleMark } from './throttle-mark';

interface TimeStepsProps {
  series: TimeSeries;
  x: Scale;
  y: Scale;
  plot: Plot;
  shape: 'bars' | 'area';
  /** Id of the pattern for what is possible, or could not be read. */
  hatch: string;
  at: number;
  chosen: [number, number] | null;
}

/** The layers, what may lie above them, what was refused, flags, and the crosshair over all. */
export function TimeSteps({ series, x, y, plot, shape, hatch, at, chosen }: TimeStepsProps) {
  const { slots, stepMs, layers, line, marks, dots } = series;
  const stepPx = x(stepMs) - x(0);
  const gapPx = shape === 'area' || stepPx < 4 ? 0 : Math.min(8, stepPx * 0.25);
  const leftOf = (index: number): number => x(slots[index]?.startMs ?? 0);
  const span = (from: number, to: number) => ({
    x: leftOf(from),
    width: Math.max(1, leftOf(to) + stepPx - leftOf(from)),
    y: plot.topPx,
    height: plot.basePx - plot.topPx,
  });
  const middlePx = leftOf(at) + stepPx / 2;
  const topOf = (index: number): number => y(totalAt(series, index));
  const flags = flagsOf(
    marks.map(({ atMs }) => x(atMs)),
    plot.rightPx,
  );
  return (
    <g>
      <rect {...span(at, at)} rx="3" className="time-at" />
      {slots.map(({ startMs, isMissing, upToPoints }, index) => {
        const bar = { x: leftOf(index) + gapPx / 2, width: Math.max(1, stepPx - gapPx) };
        let sum = 0;
        const possible = upToPoints === null ? 0 : topOf(index) - Math.max(plot.topPx, y(upToPoints));
        return (
          <g key={startMs}>
            {isMissing && <rect {...span(index, index)} fill={`url(#${hatch})`} />}
            {layers.map(({ key, className, values }) => {
              const points = values[index] ?? 0;
              if (points <= 0) return null;
              const [fromPx, toPx] = [y(sum), y((sum += points))];
              // A hair of ground between the parts keeps neighbours apart without their colours.
              const hairPx = sum === points || shape === 'area' ? 0 : 1;
              return (
                <rect
                  key={key}
                  {...bar}
                  y={toPx}
                  height={Math.max(1, fromPx - toPx - hairPx)}
                  className={className}
                />
              );
            })}
            {possible > 1 && (
              <rect
                {...bar}
                y={topOf(index) - possible}
                height={possible - 1}
                fill={`url(#${hatch})`}
                className="time-possible"
              />
            )}
          </g>
        );
      })}
      {line !== null && (
        <path className="time-compared" d={stepsPath(line.values, (i) => leftOf(i), stepPx, y)} />
      )}
      {dots.map(({ atMs, points }) => (
        <circle key={`${atMs} ${points}`} cx={x(atMs)} cy={y(points)} r="3.5" className="time-dot" />
      ))}
      {slots.map(({ startMs, refused }, index) =>
        refused === null || refused === 0 ? null : (
          <ThrottleMark
            key={startMs}
            xPx={leftOf(index) + stepPx / 2}
            yPx={Math.max(plot.topPx - 6, topOf(index) - 9)}
          />
        ),
      )}
      {marks.map(({ atMs, kind, text }, index) => (
        <g key={`${atMs} ${kind} ${text}`} className={`time-mark mark-${kind}`}>
          <path d={`M${flags[index]} 14L${x(atMs)} ${plot.topPx}V${plot.basePx}`} />
          <circle cx={flags[index]} cy={8} r="8" />
          <text x={flags[index]} y={12} textAnchor="middle">
            {index + 1}
          </text>
        </g>
      ))}
      {chosen !== null && <rect {...span(...chosen)} className="time-chosen" />}
      <line x1={middlePx} x2={middlePx} y1={plot.topPx} y2={plot.basePx} className="time-crosshair" />
    </g>
  );
}

const flagPx = 18;

/** Where the flags of these places stand so that none covers another: beside each other, within the drawing. */
function flagsOf(places: readonly number[], rightPx: number): number[] {
  const flags: number[] = [];
  for (const px of places) flags.push(Math.max(px, (flags.at(-1) ?? -Infinity) + flagPx));
  let most = rightPx - flagPx / 2;
  for (let i = flags.length - 1; i >= 0; i -= 1) {
    flags[i] = Math.min(flags[i] ?? 0, most);
    most = (flags[i] ?? 0) - flagPx;
  }
  return flags;
}

/** A line that holds each value for its step and breaks where none is known. */
function stepsPath(
  values: readonly (number | null)[],
  leftOf: (index: number) => number,
  stepPx: number,
  y: (points: number) => number,
): string {
  return values
    .map((value, index) => {
      if (value === null) return '';
      const isBegun = index > 0 && values[index - 1] != null;
      return `${isBegun ? 'L' : 'M'}${leftOf(index)} ${y(value)}H${leftOf(index) + stepPx}`;
    })
    .join('');
}

import { dayMs, hourMs, minuteMs } from '../../../../src/time';
import { useWords } from '../words';
import type { Scale } from './scale';
import type { TimeSeries } from './time-model';
import type { Plot } from './time-plot';

interface TimeAxesProps {
  series: TimeSeries;
  x: Scale;
  y: Scale;
  plot: Plot;
  isLimitShown: boolean;
}

/** Distances between labels, of which the first that leaves them room is taken. */
const distancesMs = [
  5 * minuteMs,
  10 * minuteMs,
  15 * minuteMs,
  hourMs,
  3 * hourMs,
  6 * hourMs,
  12 * hourMs,
  dayMs,
  2 * dayMs,
  5 * dayMs,
];
const leastPx = 58;

/** Grid, times, the limit. */
export function TimeAxes({
  series: { slots, stepMs, limitPoints },
  x,
  y,
  plot,
  isLimitShown,
}: TimeAxesProps) {
  const { format } = useWords();
  const { leftPx, rightPx, basePx } = plot;
  const firstMs = slots[0]?.startMs ?? 0;
  const endMs = firstMs + slots.length * stepMs;
  const distanceMs =
    distancesMs.find((ms) => ms >= stepMs && x(firstMs + ms) - x(firstMs) >= leastPx) ?? 10 * dayMs;
  const firstTick = Math.ceil(firstMs / distanceMs) * distanceMs;
  const ticks = Array.from(
    { length: Math.max(0, Math.ceil((endMs - firstTick) / distanceMs)) },
    (_, i) => firstTick + i * distanceMs,
  );
  const hasMidnight = ticks.some((ms) => ms % dayMs === 0);
  const limit = isLimitShown ? limitPoints : null;
  const clear = (points: number) => limit === null || Math.abs(y(points) - y(limit)) > 12;
  return (
    <g>
      {y
        .ticks(4)
        .filter(clear)
        .map((points) => (
          <g key={points}>
            <line x1={leftPx} x2={rightPx} y1={y(points)} y2={y(points)} className="grid-line" />
            <text x={leftPx - 8} y={y(points) + 4} textAnchor="end" className="axis-text">
              {format.count(points)}
            </text>
          </g>
        ))}
      {ticks.map((ms, index) => {
        const isDay = ms % dayMs === 0;
        const atPx = Math.min(x(ms), rightPx - 14);
        return (
          <g key={ms}>
            <line x1={x(ms)} x2={x(ms)} y1={basePx} y2={basePx + 4} className="grid-line" />
            <text x={atPx} y={basePx + 17} textAnchor="middle" className="axis-text">
              {distanceMs >= dayMs ? format.utcDay(ms) : format.utcHour(ms)}
            </text>
            {distanceMs < dayMs && distanceMs >= hourMs && (isDay || (index === 0 && !hasMidnight)) && (
              <text x={atPx} y={basePx + 32} textAnchor="middle" className="axis-text">
                {format.utcDay(ms)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** Above a line. */
const labelPx = 16;

/** As wide as the label of the limit is in the longest language. */
const labelWidthPx = 110;

interface TimeLimitProps extends Pick<TimeAxesProps, 'x' | 'y' | 'plot'> {
  points: number;
  series: Pick<TimeSeries, 'thresholdPercents' | 'dots'>;
}

/** The limit, and where warnings begin, over what is drawn: a bar may stand where their names are. */
export function TimeLimit({ points, series: { thresholdPercents, dots }, x, y, plot }: TimeLimitProps) {
  const { text, format } = useWords();
  const { leftPx, rightPx } = plot;
  // The counter's rings climb to the limit, at which they would stand in its name: it goes to where they begin.
  const isRinged = (at: number): boolean =>
    dots.some((dot) => x(dot.atMs) > rightPx - labelWidthPx && Math.abs(y(dot.points) - y(at)) < labelPx + 4);
  const line = (at: number, className: string, label: string) => (
    <g key={at}>
      <line x1={leftPx} x2={rightPx} y1={y(at)} y2={y(at)} className={className} />
      <text
        x={isRinged(at) ? leftPx + 4 : rightPx}
        y={y(at) - 5}
        textAnchor={isRinged(at) ? 'start' : 'end'}
        className="axis-text axis-strong axis-halo"
      >
        {label}
      </text>
    </g>
  );
  return (
    <g>
      {thresholdPercents.map((percent, index) => {
        const at = (points * percent) / 100;
        const next = thresholdPercents[index + 1] ?? 100;
        // A label under the next line would be crossed by it.
        const hasRoom = y(at) - y((points * next) / 100) > labelPx;
        return line(at, 'line-near', hasRoom ? format.percent(percent / 100) : '');
      })}
      {line(points, 'line-limit', text.day.limit({ quota: format.count(points) }))}
    </g>
  );
}

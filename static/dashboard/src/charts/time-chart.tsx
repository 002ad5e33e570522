import { useId } from 'react';
import { useWords } from '../words';
import { Hatch } from './hatch';
import { linearScale } from './scale';
import { TimeAxes, TimeLimit } from './time-axes';
import { TimeLegend } from './time-legend';
import { scaleOf, within, type TimeRange, type TimeSeries } from './time-model';
import { TimeSteps } from './time-steps';
import { plotOf } from './time-plot';
import { useBrush } from './use-brush';
import { useWidth } from './use-width';

interface TimeChartProps {
  label: string;
  series: TimeSeries;
  /** `null` shows all. */
  range: TimeRange | null;
  onRange: (range: TimeRange | null) => void;
  /** `area`: what has come together since the first step, rather than each step by itself. */
  shape?: 'bars' | 'area';
  /** Whose step is explained first; the last one where it is not seen, or unsaid. */
  restAtMs?: number;
}

/**
 * Figures over time in layers. One step is always explained in words: that under the crosshair, which pointer and arrow keys move.
 * It is a slider over time, so that a screen reader says each step; what is drawn is hidden from it.
 */
export function TimeChart({ label, series: all, range, onRange, shape = 'bars', restAtMs }: TimeChartProps) {
  const { text, format } = useWords();
  const say = text.chart;
  const [ref, widthPx] = useWidth();
  const hatch = `${useId().replaceAll(':', '')}t`;
  const series = within(all, range);
  const { slots, stepMs, limitPoints } = series;
  const { topPoints, isLimitShown } = scaleOf(series);
  const plot = plotOf(widthPx);
  const first = slots[0]?.startMs ?? 0;
  const x = linearScale([first, first + slots.length * stepMs], [plot.leftPx, plot.rightPx]);
  const y = linearScale([0, topPoints], [plot.basePx, plot.topPx]);
  const startOf = (index: number): number => slots[index]?.startMs ?? first;
  const rest = slots.findIndex(
    ({ startMs }) => restAtMs !== undefined && restAtMs >= startMs && restAtMs < startMs + stepMs,
  );
  const brush = useBrush({
    count: slots.length,
    rest: rest === -1 ? slots.length - 1 : rest,
    stepAt: (xPx) => Math.floor((x.invert(xPx) - first) / stepMs),
    onZoom: (chosen) => {
      onRange(chosen === null ? null : { fromMs: startOf(chosen[0]), toMs: startOf(chosen[1]) + stepMs });
    },
  });
  const slot = slots[brush.at];
  if (slot === undefined) return null;
  const isZoomed = range !== null && slots.length < all.slots.length;
  return (
    <div className="day">
      <TimeLegend series={series} at={brush.at} />
      <div
        ref={ref}
        className="time-chart"
        role="slider"
        tabIndex={0}
        aria-label={`${label}. ${say.keys}`}
        aria-valuemin={0}
        aria-valuemax={slots.length - 1}
        aria-valuenow={brush.at}
        aria-valuetext={slot.sentence}
        onKeyDown={brush.onKeyDown}
        onPointerDown={brush.onPointerDown}
        onPointerMove={brush.onPointerMove}
        onPointerUp={brush.onPointerUp}
        onPointerLeave={brush.onPointerLeave}
      >
        <svg width={widthPx} height={plot.heightPx} aria-hidden="true">
          <defs>
            <Hatch id={hatch} className="hatch-missing" />
          </defs>
          <TimeAxes series={series} x={x} y={y} plot={plot} isLimitShown={isLimitShown} />
          <TimeSteps {...{ series, x, y, plot, shape, hatch, at: brush.at, chosen: brush.chosen }} />
          {isLimitShown && limitPoints !== null && (
            <TimeLimit {...{ points: limitPoints, series, x, y, plot }} />
          )}
        </svg>
      </div>
      <p className="day-words" aria-hidden="true">
        {slot.sentence}
      </p>
      {brush.chosen !== null && (
        <p className="subtle" role="status">
          {say.chosen({
            from: format.utcDayTime(startOf(brush.chosen[0])),
            to: format.utcDayTime(startOf(brush.chosen[1]) + stepMs),
          })}
        </p>
      )}
      {isZoomed && (
        <p className="zoomed" role="status">
          {say.shown({
            from: format.utcDayTime(first),
            to: format.utcDayTime(first + slots.length * stepMs),
          })}
          <button
            type="button"
            className="link-button"
            onClick={() => {
              onRange(null);
            }}
          >
            {say.showAll}
          </button>
        </p>
      )}
      {!isLimitShown && limitPoints !== null && (
        <p className="subtle">{text.day.offScale({ quota: format.count(limitPoints) })}</p>
      )}
      <MarkList series={series} />
    </div>
  );
}

/** What the flags stand for, in the order of their numbers. */
function MarkList({ series: { marks } }: { series: TimeSeries }) {
  const { text, format } = useWords();
  if (marks.length === 0) return null;
  return (
    <ol className="mark-list" aria-label={text.chart.marks}>
      {marks.map(({ atMs, kind, text: what }) => (
        <li key={`${atMs} ${kind} ${what}`}>
          <span className={`mark-kind mark-${kind}`}>{text.chart.kinds[kind]}</span> {format.utcDayTime(atMs)}{' '}
          UTC: {what}
        </li>
      ))}
    </ol>
  );
}

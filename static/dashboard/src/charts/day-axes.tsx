import type { ScaleBand, ScaleLinear } from 'd3-scale';
import { useWords } from '../words';
import type { DayBar } from './day-model';
import { plot } from './day-plot';
import { hourMs } from '../../../../src/time';

interface DayAxesProps {
  bars: DayBar[];
  x: ScaleBand<number>;
  y: ScaleLinear<number, number>;
  widthPx: number;
  /** Points where the limit line stands; `null` draws none. */
  limitPoints: number | null;
  /** From which share of it on is warned, percent. */
  nearPercent: number;
}

/** Grid, hours, the limit and its 80%. Hidden from screen readers: every hour says its own figures. */
export function DayAxes({ bars, x, y, widthPx, limitPoints, nearPercent }: DayAxesProps) {
  const { text, format } = useWords();
  const everyHours = widthPx < 560 ? 6 : 3;
  const basePx = plot.heightPx - plot.bottomPx;
  const right = widthPx - plot.rightPx;
  const clear = (points: number) => limitPoints === null || Math.abs(y(points) - y(limitPoints)) > 12;
  const line = (points: number, className: string, label: string) => (
    <>
      <line x1={plot.leftPx} x2={right} y1={y(points)} y2={y(points)} className={className} />
      <text x={right} y={y(points) - 5} textAnchor="end" className="axis-text axis-strong axis-halo">
        {label}
      </text>
    </>
  );
  return (
    <g aria-hidden="true">
      {y
        .ticks(4)
        .filter(clear)
        .map((points) => (
          <g key={points}>
            <line x1={plot.leftPx} x2={right} y1={y(points)} y2={y(points)} className="grid-line" />
            <text x={plot.leftPx - 8} y={y(points) + 4} textAnchor="end" className="axis-text">
              {format.count(points)}
            </text>
          </g>
        ))}
      {bars.map(({ hourStartMs, current }, index) => {
        const hour = Math.floor(hourStartMs / hourMs) % 24;
        const near = bars.length - 1 - index < everyHours / 2 && !current;
        if (!current && (hour % everyHours !== 0 || near)) return null;
        // The last label must not run out of the drawing.
        const middle = Math.min((x(hourStartMs) ?? 0) + x.bandwidth() / 2, widthPx - 14);
        const end = (x(hourStartMs) ?? 0) + x.bandwidth();
        return (
          <g key={hourStartMs}>
            <text
              x={current ? end : middle}
              y={basePx + 16}
              textAnchor={current ? 'end' : 'middle'}
              className={current ? 'axis-text axis-strong' : 'axis-text'}
            >
              {current ? text.day.now : format.utcHour(hourStartMs)}
            </text>
            {hour === 0 && (
              <text x={middle} y={basePx + 31} textAnchor="middle" className="axis-text">
                {format.utcDay(hourStartMs)}
              </text>
            )}
          </g>
        );
      })}
      {limitPoints !== null && (
        <>
          {line((limitPoints * nearPercent) / 100, 'line-near', format.percent(nearPercent / 100))}
          {line(limitPoints, 'line-limit', text.day.limit({ quota: format.count(limitPoints) }))}
        </>
      )}
    </g>
  );
}

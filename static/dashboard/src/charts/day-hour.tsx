import type { ScaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import type { DayBar } from './day-model';
import { plot } from './day-plot';
import { routeClass } from './route-order';
import { ThrottleMark } from './throttle-mark';

interface DayHourProps {
  bar: DayBar;
  leftPx: number;
  widthPx: number;
  y: ScaleLinear<number, number>;
  /** Id of the pattern for an hour that could not be read. */
  hatch: string;
  label: string;
  /** The one hour that the tab key reaches. */
  stop: boolean;
  explained: boolean;
  onFocus: () => void;
  onPoint: () => void;
}

/** One hour: a column that can be pointed at and focused, with its stacked bar in it. */
export function DayHour(props: DayHourProps) {
  const { bar, leftPx, widthPx, y, hatch, label, stop, explained, onFocus, onPoint } = props;
  const basePx = plot.heightPx - plot.bottomPx;
  const spent = Object.fromEntries(bar.segments.map((segment) => [segment.route, segment.points]));
  const layers = stack<Record<string, number>>().keys(bar.segments.map((segment) => segment.route))([spent]);
  const columnClass = bar.missing ? 'hour-missing' : 'hour-column';
  return (
    <g
      role="img"
      aria-label={label}
      data-hour={bar.hourStartMs}
      tabIndex={stop ? 0 : -1}
      className={explained ? 'hour hour-explained' : 'hour'}
      onFocus={onFocus}
      onPointerEnter={onPoint}
    >
      <rect
        x={leftPx - 2}
        width={widthPx + 4}
        y={plot.topPx}
        height={basePx - plot.topPx}
        rx="3"
        className={columnClass}
        {...(bar.missing ? { fill: `url(#${hatch})` } : {})}
      />
      {layers.map((layer, index) => {
        const [from, to] = layer[0] ?? [0, 0];
        const segment = bar.segments[index];
        if (segment === undefined) return null;
        // A hair of ground between the parts keeps neighbours apart without their colours.
        const gapPx = index === 0 ? 0 : 1;
        return (
          <rect
            key={segment.route}
            x={leftPx}
            width={widthPx}
            y={y(to)}
            height={Math.max(1, y(from) - y(to) - gapPx)}
            className={routeClass(segment.route)}
          />
        );
      })}
      {bar.othersPoints > 0 && (
        <rect
          x={leftPx}
          width={widthPx}
          y={y(bar.points.likely + bar.othersPoints)}
          height={Math.max(1, y(bar.points.likely) - y(bar.points.likely + bar.othersPoints) - 1)}
          className="gauge-others"
        />
      )}
      {bar.throttles > 0 && (
        <ThrottleMark
          xPx={leftPx + widthPx / 2}
          yPx={Math.max(plot.topPx - 6, y(bar.points.likely + bar.othersPoints) - 9)}
        />
      )}
    </g>
  );
}

import { scaleBand, scaleLinear } from 'd3-scale';
import { type KeyboardEvent, useId, useState } from 'react';
import { hourSentence } from '../sentences/hour';
import { useWords } from '../words';
import { DayAxes } from './day-axes';
import { usualNearPercent } from './gauge-shape';
import { DayHour } from './day-hour';
import { plot } from './day-plot';
import { type DayBar, dayScale, routesOf } from './day-model';
import { Hatch } from './hatch';
import { routeClass, routeOrder } from './route-order';
import { useWidth } from './use-width';
import type { HourCell } from '../../../../src/admin/contract/contract';
import { ThrottleMark } from './throttle-mark';

function DayLegend({ routes, bars }: { routes: HourCell['route'][]; bars: DayBar[] }) {
  const { text } = useWords();
  return (
    <ul className="legend">
      {routes.map((route) => (
        <li key={route}>
          <span className={`swatch ${routeClass(route)}`} aria-hidden="true" />
          {text.routes[route]}
        </li>
      ))}
      {bars.some((bar) => bar.othersPoints > 0) && (
        <li>
          <span className="swatch swatch-others" aria-hidden="true" />
          {text.day.others}
        </li>
      )}
      {bars.some((bar) => bar.throttles > 0) && (
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <ThrottleMark xPx={6} yPx={6} />
          </svg>
          {text.day.throttled}
        </li>
      )}
      {bars.some((bar) => bar.missing) && (
        <li>
          <span className="swatch swatch-missing" aria-hidden="true" />
          {text.day.missing}
        </li>
      )}
    </ul>
  );
}

interface DayChartProps {
  bars: DayBar[];
  quotaPoints: number | null;
  /** From which share of it on is warned, percent. */
  nearPercent?: number;
  label: string;
}

/** Stacked bars by route. One hour is always explained in words: that under the pointer, with the focus, or the last. */
export function DayChart({ bars, quotaPoints, nearPercent = usualNearPercent, label }: DayChartProps) {
  const words = useWords();
  const { text, format } = words;
  const [ref, widthPx] = useWidth();
  const [walked, setWalked] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const hatch = `${useId().replaceAll(':', '')}m`;
  const last = bars.length - 1;
  const stop = Math.min(walked ?? last, last);
  const explained = bars[Math.min(pointed ?? stop, last)];
  if (explained === undefined) return null;

  const { topPoints, limitShown } = dayScale(bars, quotaPoints);
  const x = scaleBand<number>(
    bars.map((bar) => bar.hourStartMs),
    [plot.leftPx, widthPx - plot.rightPx],
  ).paddingInner(widthPx < 560 ? 0.15 : 0.28);
  const y = scaleLinear([0, topPoints], [plot.heightPx - plot.bottomPx, plot.topPx]);

  const walk = (event: KeyboardEvent<SVGSVGElement>) => {
    const steps: Partial<Record<string, number>> = {
      ArrowLeft: stop - 1,
      ArrowRight: stop + 1,
      Home: 0,
      End: last,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.min(last, Math.max(0, to));
    setWalked(next);
    const hour = event.currentTarget.querySelectorAll<SVGGElement>('[data-hour]')[next];
    hour?.focus();
  };

  return (
    <div className="day">
      <DayLegend routes={routesOf(bars, routeOrder)} bars={bars} />
      <div ref={ref}>
        <svg
          role="group"
          aria-label={`${label}. ${text.day.keys}`}
          width={widthPx}
          height={plot.heightPx}
          onKeyDown={walk}
          onPointerLeave={() => {
            setPointed(null);
          }}
        >
          <defs>
            <Hatch id={hatch} className="hatch-missing" />
          </defs>
          <DayAxes
            bars={bars}
            x={x}
            y={y}
            widthPx={widthPx}
            limitPoints={limitShown ? quotaPoints : null}
            nearPercent={nearPercent}
          />
          {bars.map((bar, index) => (
            <DayHour
              key={bar.hourStartMs}
              bar={bar}
              leftPx={x(bar.hourStartMs) ?? 0}
              widthPx={x.bandwidth()}
              y={y}
              hatch={hatch}
              label={hourSentence(bar, words)}
              stop={index === stop}
              explained={bar === explained}
              onFocus={() => {
                setWalked(index);
              }}
              onPoint={() => {
                setPointed(index);
              }}
            />
          ))}
        </svg>
      </div>
      <p className="day-words" aria-hidden="true">
        {hourSentence(explained, words)}
      </p>
      {!limitShown && quotaPoints !== null && (
        <p className="subtle">{text.day.offScale({ quota: format.count(quotaPoints) })}</p>
      )}
    </div>
  );
}

import type { HourCell } from '../../../../src/admin/contract/contract';
import { useWords } from '../words';
import type { DayBar } from './day-model';
import { routeClass } from './route-order';
import { ThrottleMark } from './throttle-mark';

export function DayLegend({ routes, bars }: { routes: HourCell['route'][]; bars: DayBar[] }) {
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

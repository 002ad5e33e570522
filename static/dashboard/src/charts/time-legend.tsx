import { useWords } from '../words';
import type { TimeSeries } from './time-model';
import { ThrottleMark } from './throttle-mark';

/** What each colour and sign is, with its figure under the crosshair. */
export function TimeLegend({
  series: { slots, layers, line, dots, missing },
  at,
}: {
  series: TimeSeries;
  at: number;
}) {
  const { text, format } = useWords();
  const slot = slots[at];
  const figure = (value: number | null | undefined) => (
    <b>{value == null || slot?.isMissing === true ? text.unknownFigure : format.count(value)}</b>
  );
  return (
    <ul className="legend">
      {layers.map(({ key, name, className, values }) => (
        <li key={key}>
          <span className={`swatch ${className}`} aria-hidden="true" />
          {name} {figure(values[at] ?? 0)}
        </li>
      ))}
      {line !== null && (
        <li>
          <span className="swatch swatch-compared" aria-hidden="true" />
          {line.name} {figure(line.values[at])}
        </li>
      )}
      {dots.length > 0 && (
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <circle cx="6" cy="6" r="3.5" className="time-dot" />
          </svg>
          {text.chart.counter}
        </li>
      )}
      {slots.some(({ upToPoints }) => upToPoints !== null) && (
        <li>
          <span className="swatch swatch-possible" aria-hidden="true" />
          {text.chart.possible}
        </li>
      )}
      {slots.some(({ refused }) => (refused ?? 0) > 0) && (
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <ThrottleMark xPx={6} yPx={6} />
          </svg>
          {text.day.throttled}
        </li>
      )}
      {slots.some(({ isMissing }) => isMissing) && (
        <li>
          <span className="swatch swatch-missing" aria-hidden="true" />
          {missing}
        </li>
      )}
    </ul>
  );
}

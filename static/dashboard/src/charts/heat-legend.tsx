import { useWords } from '../words';
import { heatSteps } from './heat-model';

/** What the colours of a map of hours stand for. @param stepPoints how many points an hour each step adds */
export function HeatLegend({ stepPoints }: { stepPoints: number }) {
  const { text, format } = useWords();
  return (
    <ul className="legend">
      <li>
        <span className="swatch heat-swatch-0" aria-hidden="true" />
        {text.heat.noCall}
      </li>
      {Array.from({ length: heatSteps }, (_, index) => (
        <li key={index}>
          <span className={`swatch heat-swatch-${String(index + 1)}`} aria-hidden="true" />
          {text.heat.upTo({ points: format.count(stepPoints * (index + 1)) })}
        </li>
      ))}
      <li>
        <span className="swatch swatch-missing" aria-hidden="true" />
        {text.heat.missing}
      </li>
    </ul>
  );
}

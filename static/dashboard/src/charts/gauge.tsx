import { useId } from 'react';
import { useWords } from '../words';
import { gaugeShape, type GaugePool, type Span } from './gauge-shape';
import { Hatch } from './hatch';
import { useWidth } from './use-width';

const barPx = 28;
const topPx = 2;
const heightPx = 54;
/** Room for the label of the limit, into which no threshold's label must run on a narrow screen, and for each of these. */
const limitLabelPx = 84;
const thresholdLabelPx = 40;

interface GaugeProps {
  view: GaugePool;
  label: string;
  /** Whose the parts are. */
  names: { own: string; others: string };
}

/** From the right: the highest has its label before a lower one that has no room beside it. */
function labelsOf(ticks: readonly { percent: number; x: number }[], limitX: number) {
  let freePx = limitX - limitLabelPx;
  return ticks.toReversed().flatMap(({ percent, x }, index) => {
    if (index > 0 && x > freePx) return [];
    const endPx = Math.min(x, freePx);
    freePx = endPx - thresholdLabelPx;
    return [{ percent, endPx }];
  });
}

/** How full a pool is, and will be. What is proven is solid, what is only possible is hatched, what is expected is a bracket below. */
export function Gauge({ view, label, names }: GaugeProps) {
  const { text, format } = useWords();
  const [ref, widthPx] = useWidth();
  const id = useId().replaceAll(':', '');
  const shape = gaugeShape(view);
  if (shape === null || view.quotaPoints === null) {
    return (
      <div className="gauge">
        <p className="gauge-none">{text.level.quotaUnknown}</p>
      </div>
    );
  }
  const rect = (span: Span, className: string, fill?: string) => (
    <rect
      x={span.from * widthPx}
      width={Math.max(1, (span.to - span.from) * widthPx)}
      y={topPx}
      height={barPx}
      className={className}
      {...(fill === undefined ? {} : { fill })}
    />
  );
  const limitX = shape.limitAt * widthPx;
  const ticks = shape.warnAt.map(({ percent, at }) => ({ percent, x: at * widthPx }));
  const labels = labelsOf(ticks, limitX);
  return (
    <div className="gauge">
      <div ref={ref}>
        <svg role="img" aria-label={label} width={widthPx} height={heightPx}>
          <defs>
            <Hatch id={`${id}h`} className="hatch-possible" />
            <clipPath id={`${id}c`}>
              <rect width={widthPx} y={topPx} height={barPx} rx="6" />
            </clipPath>
          </defs>
          <g clipPath={`url(#${id}c)`}>
            <rect width={widthPx} y={topPx} height={barPx} className="gauge-track" />
            {shape.possible && rect(shape.possible, 'gauge-possible', `url(#${id}h)`)}
            {shape.others && rect(shape.others, 'gauge-others')}
            {view.own.high > 0 && rect(shape.own, 'gauge-own')}
          </g>
          {shape.end && (
            <g className="gauge-end">
              <line
                x1={shape.end.from * widthPx}
                x2={shape.end.to * widthPx}
                y1={topPx + barPx + 4}
                y2={topPx + barPx + 4}
              />
              <path
                d={`M${Math.min(widthPx - 4, Math.max(4, shape.end.at * widthPx))} ${topPx + barPx}l4 8h-8z`}
              />
            </g>
          )}
          {ticks.map(({ percent, x }) => (
            <line key={percent} x1={x} x2={x} y1={0} y2={topPx + barPx + 6} className="tick-near" />
          ))}
          <line x1={limitX - 1} x2={limitX - 1} y1={0} y2={topPx + barPx + 6} className="tick-limit" />
          <text x={0} y={heightPx - 5} className="axis-text">
            {format.count(0)}
          </text>
          {labels.map(({ percent, endPx }) => (
            <text key={percent} x={endPx} y={heightPx - 5} className="axis-text" textAnchor="end">
              {format.percent(percent / 100)}
            </text>
          ))}
          <text x={limitX} y={heightPx - 5} className="axis-text axis-strong" textAnchor="end">
            {text.gauge.limit({ quota: format.count(view.quotaPoints) })}
          </text>
        </svg>
      </div>
      <div className="gauge-foot">
        <ul className="legend">
          <LegendItem swatch="own" name={names.own} />
          {shape.others && <LegendItem swatch="others" name={names.others} />}
          {shape.possible && <LegendItem swatch="possible" name={text.gauge.possible} />}
          {shape.end && (
            <LegendItem swatch="end" name={text.gauge.end({ at: format.utcHour(view.resetAtMs) })} />
          )}
        </ul>
      </div>
    </div>
  );
}

function LegendItem({ swatch, name }: { swatch: 'own' | 'others' | 'possible' | 'end'; name: string }) {
  return (
    <li>
      <span className={`swatch swatch-${swatch}`} aria-hidden="true" />
      {name}
    </li>
  );
}

import { useId } from 'react';
import { heatSentence } from '../sentences/heat';
import { useWords } from '../words';
import { Hatch } from './hatch';
import { hoursADay, type HeatCell } from './heat-model';
import { useWalk } from './use-walk';
import { useWidth } from './use-width';

const leftPx = 64;
const topPx = 20;
const fewDays = 10;

/** A row for each day, a column for each hour of it; the last day may be short. One hour is always explained in words. */
export function HeatChart({ cells, label }: { cells: HeatCell[]; label: string }) {
  const words = useWords();
  const { text, format } = words;
  const [ref, widthPx] = useWidth();
  const isUnknown = ({ points, between }: HeatCell): boolean => points === null && between === null;
  const newest = cells.findLastIndex((cell) => !isUnknown(cell));
  const walk = useWalk(cells.length, hoursADay, newest === -1 ? null : newest);
  const hatch = `${useId().replaceAll(':', '')}u`;
  const columnPx = (widthPx - leftPx) / hoursADay;
  const days = Math.ceil(cells.length / hoursADay);
  const rowPx = days <= fewDays ? 22 : 13;
  const everyDays = days <= fewDays ? 1 : 5;
  const explained = cells[walk.explained];
  const everyHours = widthPx < 560 ? 6 : 3;
  return (
    <div className="day">
      <div ref={ref}>
        <svg
          role="group"
          aria-label={`${label}. ${text.heat.keys}`}
          width={widthPx}
          height={topPx + days * rowPx}
          onKeyDown={walk.onKeyDown}
          onPointerLeave={() => {
            walk.onPoint(null);
          }}
        >
          <defs>
            <Hatch id={hatch} className="hatch-missing" />
          </defs>
          <g aria-hidden="true">
            {Array.from({ length: hoursADay / everyHours }, (_, index) => (
              <text
                key={index}
                x={leftPx + index * everyHours * columnPx}
                y={topPx - 6}
                className="axis-text"
              >
                {format.utcHour(cells[index * everyHours]?.startMs ?? 0)}
              </text>
            ))}
            {cells
              .filter((_, index) => index % (hoursADay * everyDays) === 0)
              .map(({ startMs }, index) => (
                <text
                  key={startMs}
                  x={0}
                  y={topPx + index * everyDays * rowPx + rowPx / 2 + 4}
                  className="axis-text"
                >
                  {format.utcDay(startMs)}
                </text>
              ))}
          </g>
          {cells.map((cell, index) => (
            <rect
              key={cell.startMs}
              role="img"
              aria-label={heatSentence(cell, words)}
              data-part={index}
              tabIndex={index === walk.stop ? 0 : -1}
              x={leftPx + (index % hoursADay) * columnPx}
              y={topPx + Math.floor(index / hoursADay) * rowPx}
              width={Math.max(1, columnPx - 1.5)}
              height={rowPx - 1.5}
              rx="2"
              className={`heat heat-${isUnknown(cell) ? 'unknown' : String(cell.step)}${index === walk.explained ? ' heat-explained' : ''}`}
              {...(isUnknown(cell) ? { fill: `url(#${hatch})` } : {})}
              onFocus={() => {
                walk.onFocus(index);
              }}
              onPointerEnter={() => {
                walk.onPoint(index);
              }}
            />
          ))}
        </svg>
      </div>
      <p className="day-words" aria-hidden="true">
        {explained === undefined ? '' : heatSentence(explained, words)}
      </p>
    </div>
  );
}

import type { HourRow } from './account';
import { html, type Markup } from './markup';
import type { PatternRow, PoolSummary } from './report';
import { hourMs } from '../time';
import { whole as wholePoints } from './words';

const width = 720;
const [left, right, top, bottom] = [64, 4, 10, 22];

/** Points an hour over the period: one bar an hour, low to high in light, likely in dark; gaps are unknown hours. */
export function hoursChart(
  hours: readonly HourRow[],
  summary: PoolSummary,
  fromMs: number,
  toMs: number,
): Markup {
  const height = 190;
  const quota = summary.quota.points;
  // What the counter or a refusal proves of the whole pool: the hours that the headline counts must be seen to reach the line.
  const whole = ({ counterPoints, quotaRefusedFrom }: HourRow): number =>
    Math.max(counterPoints ?? 0, quotaRefusedFrom === null ? 0 : quota);
  const most = hours.reduce((max, hour) => Math.max(max, hour.highPoints, whole(hour)), 1);
  // A quota far above every bar would press them flat: it is then named, not drawn.
  const isQuotaDrawn = quota <= 2 * most;
  const scaleTop = niceTop(isQuotaDrawn ? Math.max(most, quota) : most);
  const count = Math.max(1, Math.round((toMs - fromMs) / hourMs));
  const step = (width - left - right) / count;
  const y = (points: number): number =>
    round(height - bottom - (points / scaleTop) * (height - top - bottom));
  const bars = (of: (hour: HourRow) => number): string =>
    hours
      .filter((hour) => of(hour) > 0)
      .map((hour) => {
        const x = round(left + ((Date.parse(hour.hour) - fromMs) / hourMs) * step);
        return `M${x} ${height - bottom}V${y(of(hour))}h${round(Math.max(step, 0.6))}V${height - bottom}z`;
      })
      .join('');
  const days = Math.max(1, Math.round(count / 24));
  const labels = dayLabels(fromMs, days, step);
  const ticks = [0, scaleTop / 2, scaleTop];
  return html`<svg
    class="chart"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="Points an hour over the period"
  >
    ${ticks.map((points) => gridLine(points, y(points), width - right))}
    <path class="pool" d="${bars(whole)}" />
    <path class="high" d="${bars((hour) => hour.highPoints)}" />
    <path class="likely" d="${bars((hour) => hour.likelyPoints)}" />
    ${isQuotaDrawn ? [html`<path class="quota" d="M${left} ${y(quota)}H${width - right}" />`] : []}
    ${labels.map(
      ({ x, text }) => html`<text class="tick" x="${x}" y="${height - 6}" text-anchor="start">${text}</text>`,
    )}
  </svg>`;
}

/** Across the chart, with its points before it. */
function gridLine(points: number, y: number, toX: number): Markup {
  return html`<path class="grid" d="M${left} ${y}H${toX}" /><text
      class="tick"
      x="${left - 6}"
      y="${y + 3}"
      text-anchor="end"
    >
      ${wholePoints(points)}
    </text>`;
}

/** Mean (dark) and greatest (light) likely points by hour of the day or day of the week. */
export function patternChart(rows: readonly PatternRow[], labelOf: (at: number) => string): Markup {
  const height = 130;
  const half = width / 2 - 10;
  const scaleTop = niceTop(Math.max(1, ...rows.map(({ maxPoints }) => maxPoints)));
  const step = (half - left - right) / Math.max(1, rows.length);
  const y = (points: number): number =>
    round(height - bottom - (points / scaleTop) * (height - top - bottom));
  const bars = (of: (row: PatternRow) => number): string =>
    rows
      .map((row, i) => {
        const x = round(left + i * step + step * 0.1);
        return `M${x} ${height - bottom}V${y(of(row))}h${round(step * 0.8)}V${height - bottom}z`;
      })
      .join('');
  const every = rows.length > 12 ? 6 : 1;
  return html`<svg
    class="half"
    viewBox="0 0 ${half} ${height}"
    role="img"
    aria-label="${rows[0]?.kind === 'weekday' ? 'Points by day of the week' : 'Points by hour of the day'}"
  >
    ${[0, scaleTop].map((points) => gridLine(points, y(points), half - right))}
    <path class="high" d="${bars((row) => row.maxPoints)}" />
    <path class="likely" d="${bars((row) => row.meanPoints)}" />
    ${rows
      .filter((_, i) => i % every === 0)
      .map(
        (row) =>
          html`<text
            class="tick"
            x="${round(left + (rows.indexOf(row) + 0.5) * step)}"
            y="${height - 6}"
            text-anchor="middle"
          >
            ${labelOf(row.at)}
          </text>`,
      )}
  </svg>`;
}

function dayLabels(fromMs: number, days: number, step: number): { x: number; text: string }[] {
  const every = Math.ceil(days / 8);
  const labels: { x: number; text: string }[] = [];
  for (let day = 0; day < days; day += every) {
    const text = new Date(fromMs + day * 24 * hourMs).toISOString().slice(5, 10);
    labels.push({ x: round(left + day * 24 * step), text });
  }
  return labels;
}

/** A round number, at least so many points, whose half is round as well. */
function niceTop(points: number): number {
  const power = 10 ** Math.floor(Math.log10(points));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((n) => n * power).find((n) => n >= points) ?? points;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

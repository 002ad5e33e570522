import type { Points } from '../model';
import { html, type Markup } from './markup';
import { whole } from './words';

export interface Column {
  name: string;
  isNumber?: boolean;
}

/** A table whose head is printed again on each page, and whose rows are never cut. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly (string | number | Markup)[])[],
): Markup {
  if (rows.length === 0) return html`<p class="none">None recorded.</p>`;
  const kind = (i: number): string => (columns[i]?.isNumber === true ? 'n' : 't');
  return html`<table>
    <thead>
      <tr>
        ${columns.map(({ name }, i) => html`<th class="${kind(i)}">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (cells) =>
          html`<tr>
            ${cells.map((cell, i) => html`<td class="${kind(i)}">${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** The likely figure, and under it from the low to the high one: a figure is never cut by the end of a line. */
export function rangeCell(points: Points): Markup {
  const [low, likely, high] = [whole(points.low), whole(points.likely), whole(points.high)];
  return low === high ? html`${likely}` : html`${likely}<span class="r">${low} to ${high}</span>`;
}

export function list(texts: readonly string[]): Markup {
  return html`<ul>
    ${texts.map((text) => html`<li>${text}</li>`)}
  </ul>`;
}

/** Beyond so many rows a printed table is no longer read; the CSV has them all, and the page says so. */
export function firstRows<T>(rows: readonly T[], most: number): { shown: readonly T[]; note: Markup[] } {
  if (rows.length <= most) return { shown: rows, note: [] };
  const note = html`<p class="none">
    The first ${most} of ${rows.length}; the CSV and JSON files have all.
  </p>`;
  return { shown: rows.slice(0, most), note: [note] };
}

export const reportStyle = `
@page { size: A4; margin: 16mm 14mm 18mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 780px; color: #172b4d; background: #fff; font: 13px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { margin: 0 0 4px; font-size: 22px; line-height: 1.25; }
h2 { margin: 28px 0 8px; padding-bottom: 4px; border-bottom: 2px solid #dcdfe4; font-size: 16px; break-after: avoid; }
h3 { margin: 18px 0 6px; font-size: 13px; break-after: avoid; }
p { margin: 4px 0 8px; }
ul { margin: 4px 0 8px; padding-left: 18px; }
li { margin: 2px 0; overflow-wrap: anywhere; }
.lead, .none, figcaption { color: #505f79; }
table { width: 100%; margin: 6px 0 10px; border-collapse: collapse; font-size: 11.5px; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 3px 8px 3px 0; border-bottom: 1px solid #dcdfe4; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { color: #505f79; font-weight: 600; overflow-wrap: normal; }
.n { padding-left: 8px; padding-right: 0; text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
td.n + .t, th.n + .t { padding-left: 16px; }
.r { display: block; color: #505f79; font-size: 0.9em; white-space: nowrap; }
.facts { display: grid; grid-template-columns: repeat(4, 1fr); gap: 8px; margin: 8px 0 12px; }
.facts div { padding: 8px 10px; border: 1px solid #dcdfe4; border-radius: 4px; break-inside: avoid; }
.facts b { display: block; font-size: 17px; line-height: 1.3; font-variant-numeric: tabular-nums; }
.facts span { color: #505f79; font-size: 11px; }
figure { margin: 8px 0 12px; break-inside: avoid; }
figcaption { font-size: 11px; }
.chart { display: block; width: 100%; height: auto; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
.half { display: block; width: 100%; height: auto; }
.grid { stroke: #dcdfe4; fill: none; }
.tick { fill: #505f79; font: 9px system-ui, "DejaVu Sans", sans-serif; }
.pool { fill: #c1c7d0; } .high { fill: #b3d4ff; } .likely { fill: #0055cc; }
.quota { stroke: #ae2e24; stroke-dasharray: 5 3; fill: none; }
@media (max-width: 560px) { .facts { grid-template-columns: 1fr 1fr; } .pair { grid-template-columns: 1fr; } .chart { min-height: 150px; } }
@media print { body { padding: 0; max-width: none; font-size: 11px; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;

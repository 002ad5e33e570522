/** `null` is an empty cell: unknown, not 0. */
export type CsvCell = string | number | boolean | null;

const byteOrderMark = '\uFEFF';

/**
 * RFC 4180 with a byte order mark, by which spreadsheets know UTF-8. Numbers are written as they are, with a point and
 * without groups. A text never runs as a formula: an apostrophe goes before whatever a spreadsheet would take for one.
 */
export function csvText(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  const lines = [header, ...rows].map((cells) => cells.map(cellText).join(','));
  return `${byteOrderMark}${lines.join('\r\n')}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = harmless(cell);
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A spreadsheet set to another separator cuts the line elsewhere, so that what stands after a semicolon, tab, bar or line
 * break may begin a cell as well, with or without a quote before it. Wide forms of the signs count in East Asian editions.
 */
function harmless(text: string): string {
  return text.replace(/((?:^|[;,|\t\r\n])["'\s]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g, "$1'");
}

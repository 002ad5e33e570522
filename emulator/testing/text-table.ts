/** Columns for a terminal: text to the left, figures to the right. */

/** A name of a test or of a file's feature could move the cursor or colour the rest. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** Longer ones would break the table. */
const mostWide = 120;

export function printable(text: string): string {
  const line = text.replaceAll(unprintable, ' ');
  return line.length > mostWide ? `${line.slice(0, mostWide - 1)}…` : line;
}

/** The first row is the heading; `figures` are the columns that end at the right. */
export function textTable(
  rows: readonly (readonly (string | number)[])[],
  figures: readonly number[],
): string {
  const cells = rows.map((row) => row.map((cell) => printable(String(cell))));
  const width = (column: number) => Math.max(...cells.map((row) => row[column]?.length ?? 0));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (figures.includes(at) ? cell.padStart(width(at)) : cell.padEnd(width(at))))
      .join('  ');
  return cells.map((row) => `${line(row).trimEnd()}\n`).join('');
}

import type { Compared, Finding } from './compare';

/** What differs, for a terminal; the names in it are those of the site, and stay on this machine. */
export function differenceTable(compared: readonly Compared[]): string {
  const findings = compared.flatMap((one) => one.findings);
  if (findings.length === 0) return 'Nothing differs.\n';
  const rows = findings.map(cells);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function cells({ read, what, expected, found }: Finding): string[] {
  return [read, what, `expected ${expected},`, `found ${found}`].map(printable);
}

/** A site's answer may hold anything; a terminal acts on some of it. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').slice(0, 120);
}

/** How much of it was done. */
export function summary(compared: readonly Compared[]): string {
  const made = compared.filter(({ status }) => status !== null);
  const foreign = made.filter(({ expectedStatus }) => expectedStatus === 501);
  const differing = made.filter(({ findings }) => findings.length > 0);
  return [
    `${made.length} of ${compared.length} reads were made; ${differing.length} differ in something.`,
    ...(foreign.length > 0 ? [`${foreign.length} of them the emulator does not answer.`] : []),
  ].join(' ');
}

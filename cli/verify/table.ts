import { textTable } from '../../emulator/testing/text-table';
import type { Compared, Finding } from './compare';

/** What differs, for a terminal; the names in it are those of the site, and stay on this machine. */
export function differenceTable(compared: readonly Compared[]): string {
  const findings = compared.flatMap((one) => one.findings);
  if (findings.length === 0) return 'Nothing differs.\n';
  return textTable(findings.map(cells), []);
}

function cells({ read, what, expected, found }: Finding): string[] {
  return [read, what, `expected ${expected},`, `found ${found}`];
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

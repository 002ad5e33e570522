/** A site's account as Settings give it to a person: the file, whole. */
import { exportStep, type ExportPlace } from '../../src/ledger/export-ledger';

/** Of the harness that is open. */
export async function exportedAccount(nowMs: number): Promise<string> {
  const lines: string[] = [];
  for (let place: ExportPlace | null = null, isFirst = true; isFirst || place !== null; isFirst = false) {
    const step: Awaited<ReturnType<typeof exportStep>> = await exportStep(place, nowMs);
    lines.push(...step.lines);
    place = step.next;
  }
  return `${lines.join('\n')}\n`;
}

import { readAdminLog, type AdminEntry } from '../../ledger/admin-log';
import type { PriceMove } from '../../insights/calibration/price-table';
import type { SeenVersion } from '../../ledger/seen-versions';
import type { Happening } from '../contract/page-views';

/** As many as a chart has room to name; the newest stay. */
const mostHappenings = 12;

export interface Known {
  moves: readonly PriceMove[];
  /** Oldest first. */
  versions: readonly SeenVersion[];
}

/** One storage call. A chart without flags is better than none, so a log that cannot be read is left out. */
export async function happeningsSince(known: Known, fromMs: number): Promise<Happening[]> {
  return happeningsOf(await readAdminLog().catch(() => []), known, fromMs);
}

/** Oldest first. */
export function happeningsOf(
  log: readonly AdminEntry[],
  { moves, versions }: Known,
  fromMs: number,
): Happening[] {
  // The first that was seen ran before for nobody knows how long.
  const begun = versions.slice(1).map(ofVersion);
  return [...log.flatMap((entry) => ofEntry(entry) ?? []), ...moves.map(ofMove), ...begun]
    .filter(({ atMs }) => atMs >= fromMs)
    .sort((a, b) => a.atMs - b.atMs)
    .slice(-mostHappenings);
}

function ofEntry({ atMs, what, about, failed }: AdminEntry): Happening | null {
  if (failed) return null;
  if (what === 'note') return { atMs, kind: 'note', text: about };
  // The log names the settings that were changed.
  return what === 'settings' && /\b(tier|edition|users)\b/.test(about) ? { atMs, kind: 'tier' } : null;
}

function ofVersion({ version, sinceMs }: SeenVersion): Happening {
  return { atMs: sinceMs, kind: 'version', version };
}

function ofMove({ atMs, method, template, fromPoints, toPoints }: PriceMove): Happening {
  return { atMs, kind: 'price', method, template, fromPoints, toPoints };
}

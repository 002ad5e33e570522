import type { Turn } from './collecting/turn';
import type { SiteLines } from './logs/site-lines';
import type { Told } from './tell/teller';

/** What goes wrong for a while is said when it begins, and not with every try; the page shows it as long as it lasts. */
export class Troubles {
  now: string | null = null;
  private lastTold: string | null = null;

  constructor(private readonly port: { err: { write: (text: string) => unknown } }) {}

  /** What came of a message is said where it is not as it was the last time. */
  noteTold({ taken, refused, unreachable, resting, withoutAddress }: Told): void {
    const rest = [
      [refused, 'refused it'],
      [unreachable, 'did not answer'],
      [resting, 'did not answer before and are left alone for an hour'],
      [withoutAddress, 'have no address that is known'],
    ] as const;
    const others = rest.filter(([sites]) => sites > 0).map(([sites, what]) => `${String(sites)} ${what}`);
    const said = `Sites told of the pool: ${String(taken)}${others.length === 0 ? '' : `; ${others.join(', ')}`}.`;
    if (said === this.lastTold) return;
    this.lastTold = said;
    this.port.err.write(`${said}\n`);
  }

  note(turn: Turn<SiteLines> | null): void {
    if (turn?.kind === 'page') {
      this.now = null;
      const { newer, malformed } = turn.data;
      if (newer > 0)
        this.port.err.write(
          `${String(newer)} lines were printed by a later gauge than this program knows: a newer Points Gauge reads them.\n`,
        );
      if (malformed > 0)
        this.port.err.write(`${String(malformed)} lines could not be read and were passed over.\n`);
      return;
    }
    if (turn?.kind !== 'wait' || turn.why === null || turn.why === this.now) return;
    this.now = turn.why;
    this.port.err.write(`${turn.why}; it is tried again.\n`);
  }
}

import { unlessAborted } from './abort';
import type { Work } from './rules';

/** So many calls under way at once. People go before background work, else first come, first served. */
export class Semaphore {
  private underWay = 0;
  private readonly waiting: Record<Work, (() => void)[]> = { person: [], background: [] };

  constructor(private readonly width: number) {}

  /**
   * Resolves when there is room, to what must be called when the call has ended.
   * @throws the signal's reason, out of the line
   */
  async enter(work: Work, signal: AbortSignal | null): Promise<() => void> {
    if (this.underWay < this.width) this.underWay += 1;
    else await this.inLine(work, signal);
    return () => {
      this.leave();
    };
  }

  private async inLine(work: Work, signal: AbortSignal | null): Promise<void> {
    const line = this.waiting[work];
    let enter = (): void => undefined;
    const turn = new Promise<void>((resolve) => {
      enter = resolve;
    });
    line.push(enter);
    try {
      await unlessAborted(turn, signal);
    } catch (error) {
      const at = line.indexOf(enter);
      // Called up and given up in the same moment: the place goes on.
      if (at < 0) this.leave();
      else line.splice(at, 1);
      throw error;
    }
  }

  private leave(): void {
    // The place goes to the next in line, so that nobody who comes later slips in between.
    const next = this.waiting.person.shift() ?? this.waiting.background.shift();
    if (next === undefined) this.underWay -= 1;
    else next();
  }
}

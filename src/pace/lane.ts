import type { Work } from './rules';

/** So many calls under way at once. People go before background work, else first come, first served. */
export class Lane {
  private underWay = 0;
  private readonly waiting: Record<Work, (() => void)[]> = { person: [], background: [] };

  constructor(private readonly width: number) {}

  /** Resolves when there is room, to what must be called when the call has ended. */
  async enter(work: Work): Promise<() => void> {
    if (this.underWay < this.width) this.underWay += 1;
    else
      await new Promise<void>((resolve) => {
        this.waiting[work].push(resolve);
      });
    return () => {
      // The place goes to the next in line, so that nobody who comes later slips in between.
      const next = this.waiting.person.shift() ?? this.waiting.background.shift();
      if (next === undefined) this.underWay -= 1;
      else next();
    };
  }
}

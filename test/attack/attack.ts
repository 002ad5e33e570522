/** One thing that somebody tries. */
export interface Attack {
  /** Who: what this person has in hand. */
  by: 'a stranger' | 'a source' | 'a user' | 'an administrator' | 'a page of a stranger' | 'a file';
  tried: string;
  run: (scale: Scale) => Promise<Outcome>;
}

/** How much is tried: a number of a whole attack becomes a smaller one in the short form. */
export type Scale = (whole: number, short: number) => number;

export interface Outcome {
  /** What broke; empty where everything held. */
  broken: string[];
  /** The figures, in words. */
  figures: string;
  /** Requests that were sent, and storage calls that they caused, where they are a stranger's. */
  requests?: number;
  strangerCalls?: number;
  closedHours?: number;
}

/** Collects what did not hold. */
export class Expectations {
  readonly broken: string[] = [];

  holds(isSo: boolean, otherwise: string): void {
    if (!isSo) this.broken.push(otherwise);
  }
}

/** Words by how often they came, as in `200 counted, 5 tooMany`. */
export function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, n]) => `${n} ${word}`).join(', ');
}

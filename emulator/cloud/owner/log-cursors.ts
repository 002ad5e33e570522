/** Cursors of the App logs API: each belongs to one query and is good for a while. */
import { BoundedMap } from '../world/bounded-map';
import { hash } from '../world/seed';

interface Place {
  query: string;
  /** The line that the page before ended with. */
  afterSequence: number;
  goodUntilMs: number;
}

export class LogCursors {
  private readonly places = new BoundedMap<string, Place>(10_000);
  private given = 0;

  constructor(
    private readonly seed: number,
    private readonly lifeMs = 10 * 60_000,
  ) {}

  give(query: string, afterSequence: number, nowMs: number): string {
    this.given += 1;
    const cursor = `c${hash(this.seed, 'cursor', this.given).toString(36)}-${this.given.toString(36)}`;
    this.places.set(cursor, { query, afterSequence, goodUntilMs: nowMs + this.lifeMs });
    return cursor;
  }

  /** `null` for a cursor that was never given, belongs to another query or is too old. */
  take(cursor: string, query: string, nowMs: number): number | null {
    const place = this.places.get(cursor);
    if (place === undefined || place.query !== query || place.goodUntilMs < nowMs) return null;
    return place.afterSequence;
  }
}

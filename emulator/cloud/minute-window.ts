const minuteMs = 60_000;

export interface MinuteReading {
  refused: boolean;
  limit: number;
  remaining: number;
  resetAtMs: number;
}

/** Requests a minute as Backlog and One Stack count them: each window begins with the first request in it. */
export class MinuteWindows {
  private readonly windows = new Map<string, { endsAtMs: number; taken: number }>();

  /** @param windowMs where it is another time than a minute */
  constructor(private readonly windowMs = minuteMs) {}

  /** Takes one request of the window, or refuses it; a refused one is not counted. */
  take(key: string, limit: number, nowMs: number): MinuteReading {
    const window = this.at(key, nowMs);
    const refused = window.taken >= limit;
    if (!refused) window.taken += 1;
    return { refused, limit, remaining: limit - window.taken, resetAtMs: window.endsAtMs };
  }

  /** As `take`, without taking. */
  look(key: string, limit: number, nowMs: number): MinuteReading {
    const { taken, endsAtMs } = this.at(key, nowMs);
    return { refused: taken >= limit, limit, remaining: Math.max(0, limit - taken), resetAtMs: endsAtMs };
  }

  private at(key: string, nowMs: number): { endsAtMs: number; taken: number } {
    const known = this.windows.get(key);
    if (known !== undefined && nowMs < known.endsAtMs) return known;
    const begun = { endsAtMs: nowMs + this.windowMs, taken: 0 };
    this.windows.set(key, begun);
    return begun;
  }
}

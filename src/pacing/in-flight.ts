type End<Answer, Result> = (answer: Answer | null) => Result;

/** A call takes seconds. One that is open for longer belonged to a function that was stopped, and never ends. */
const longestCallMs = 120_000;

/** Calls under way. Each ends once: by its answer, or when it has been open for so long that nothing will come. */
export class InFlight {
  /** Oldest first, as a set keeps them. */
  private readonly under = new Set<{ sinceMs: number; giveUp: () => void }>();

  open<Answer, Result>(nowMs: number, end: End<Answer, Result>): End<Answer, Result> {
    let ended: { result: Result } | null = null;
    const close = (answer: Answer | null): Result => {
      if (ended === null) {
        this.under.delete(call);
        ended = { result: end(answer) };
      }
      return ended.result;
    };
    const call = {
      sinceMs: nowMs,
      giveUp: () => {
        close(null);
      },
    };
    this.under.add(call);
    return close;
  }

  giveUpOld(nowMs: number): void {
    for (const { sinceMs, giveUp } of this.under) {
      if (nowMs - sinceMs < longestCallMs) return;
      giveUp();
    }
  }
}

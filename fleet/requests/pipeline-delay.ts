/** How late Atlassian's own counts come, measured by looking again and again: when a minute was first there, and until when it grew. */
import { minuteMs } from '../../src/time';
import type { CountedSpan } from './request-count';

export interface MeasuredDelay {
  /** Minutes that it was measured on. */
  minutes: number;
  /** After its end a minute in the middle was first there; at most, since it is looked at every two minutes. */
  firstMs: number;
  /** The latest that a minute still grew after its end. */
  grewMs: number;
}

interface Seen {
  requests: number;
  firstMs: number;
  grewMs: number;
}

const keptMinutes = 60;
/** A minute that was first seen later than that was not looked at in time. */
const watchedMs = 5 * minuteMs;

export class PipelineDelay {
  private readonly seen = new Map<number, Seen>();

  note({ counts, askedAtMs }: Pick<CountedSpan, 'counts' | 'askedAtMs'>): void {
    const requests = new Map<number, number>();
    for (const count of counts)
      requests.set(count.minute, (requests.get(count.minute) ?? 0) + count.requests);
    for (const [minute, now] of [...requests].sort(([a], [b]) => a - b)) {
      const lateMs = Math.max(0, askedAtMs - (minute + 1) * minuteMs);
      const known = this.seen.get(minute);
      if (known === undefined) {
        if (lateMs <= keptMinutes * minuteMs)
          this.seen.set(minute, { requests: now, firstMs: lateMs, grewMs: lateMs });
      } else if (now > known.requests) this.seen.set(minute, { ...known, requests: now, grewMs: lateMs });
    }
    for (const minute of this.seen.keys())
      if (askedAtMs - minute * minuteMs > keptMinutes * minuteMs) this.seen.delete(minute);
  }

  /** `null`: not looked at long enough. */
  measured(): MeasuredDelay | null {
    const watched = [...this.seen.values()].filter(({ firstMs }) => firstMs <= watchedMs);
    if (watched.length < 5) return null;
    const first = watched.map(({ firstMs }) => firstMs).sort((a, b) => a - b);
    return {
      minutes: watched.length,
      firstMs: first[Math.floor(first.length / 2)] ?? 0,
      grewMs: Math.max(...watched.map(({ grewMs }) => grewMs)),
    };
  }
}

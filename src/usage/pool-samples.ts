import type { CounterReading } from './counter-reading';
import type { CounterSample, SampleCalls } from './counter-sample';
import { concurrentGroups, type ReadCall } from './concurrent';
import { textOrder } from '../text-order';

/** Calls of one pair. A counter that stands still for so many is broken. */
const keptCalls = 200;

interface Base extends CounterReading {
  atMs: number;
  /** It contradicted the reading before it, and nobody knows yet which of both was right. */
  isDoubtful: boolean;
}

/**
 * The readings of one pool by one process, in the order of the counter. Answers that were in flight together may come out
 * of order, so within such a group the counter itself is the order: it only falls. Each difference then belongs to the calls
 * whose answers carried the readings in it.
 *
 * Not paired: a reading that rises although its call began after the last one had ended, since one of both is stale or wrong:
 * the pair that ended there is dropped, and none begins with the new one. Nor what holds a call that was refused, failed or
 * carried no reading.
 * A reading that repeats the last one ends no pair: its call is counted into the next.
 */
export class PoolSamples {
  private base: Base | null = null;
  private calls: ReadCall[] = [];
  /** Kept until a later reading does not contradict the one that it ends with. */
  private unconfirmed: CounterSample | null = null;

  constructor(private readonly pool: string) {}

  take(calls: readonly ReadCall[]): CounterSample[] {
    const pairs: CounterSample[] = [];
    for (const group of concurrentGroups(calls)) {
      // Where one of them did not say when it was charged, none of the differences in between is known to be free of it.
      if (group.some(({ endpoint, reading }) => endpoint === null || reading === null)) this.skip(group);
      else for (const call of group) this.read(call, pairs);
    }
    return pairs;
  }

  private read(call: ReadCall, pairs: CounterSample[]): void {
    const { reading, endedAtMs, startedAtMs } = call;
    if (reading === null) return;
    const { base } = this;
    if (base === null || base.window !== reading.window || this.calls.length >= keptCalls) {
      // A pair of an hour long ago would come too late for it.
      this.unconfirmed = null;
      this.begin(call, false);
      return;
    }
    const drawnPoints = base.remaining - reading.remaining;
    if (drawnPoints < 0) {
      // It began before the last flush and was charged before the reading that we have.
      if (startedAtMs < base.atMs) return;
      this.begin(call, true);
      return;
    }
    this.calls.push(call);
    if (drawnPoints === 0) return;
    if (base.isDoubtful) {
      this.begin(call, false);
      return;
    }
    if (this.unconfirmed !== null) pairs.push(this.unconfirmed);
    this.unconfirmed = {
      ...{ pool: this.pool, endedAtMs, elapsedMs: Math.max(0, endedAtMs - base.atMs), drawnPoints },
      calls: callsByEndpoint(this.calls),
    };
    this.base = { ...reading, atMs: endedAtMs, isDoubtful: false };
    this.calls = [];
  }

  /** Begins anew; the pair before is forgotten where the new reading contradicts it. */
  private begin({ reading, endedAtMs }: ReadCall, isDoubtful: boolean): void {
    this.base = reading === null ? null : { ...reading, atMs: endedAtMs, isDoubtful };
    this.calls = [];
    if (isDoubtful) this.unconfirmed = null;
  }

  /** Makes no pair of these, and begins anew with the last reading among them. */
  private skip(group: readonly ReadCall[]): void {
    const last = group.findLast(({ reading }) => reading !== null);
    this.base = null;
    if (last !== undefined) this.begin(last, false);
    this.calls = [];
  }
}

function callsByEndpoint(calls: readonly ReadCall[]): SampleCalls[] {
  const sums = new Map<string, SampleCalls>();
  for (const { endpoint, objects } of calls) {
    if (endpoint === null) continue;
    const known = sums.get(endpoint);
    const all = known === undefined ? objects : sumOf(known.objects, objects);
    sums.set(endpoint, { endpoint, calls: (known?.calls ?? 0) + 1, objects: all });
  }
  return [...sums.values()].sort((a, b) => textOrder(a.endpoint, b.endpoint));
}

function sumOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

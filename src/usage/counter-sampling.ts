import { chargedToPool } from '../limits/charging';
import type { Observation } from '../model';
import type { ReadCall } from './concurrent';
import { counterReading } from './counter-reading';
import { poolKey } from './keys';
import type { CounterSample } from './counter-sample';
import { PoolSamples } from './pool-samples';

/** Beyond this many calls between two flushes nothing more is paired: memory is bounded. */
const keptCalls = 500;

/**
 * Makes pairs of the readings that one process sees for one installation. Calls are noted as they are booked, in any order;
 * `take` puts them in the order of their answers. Only calls of a pool whose counter speaks cost anything here.
 */
export class CounterSampling {
  private readonly byPool = new Map<string, { known: PoolSamples; noted: ReadCall[] }>();

  note(call: Observation): void {
    if (!chargedToPool(call.route)) return;
    const pool = poolKey(call.pool);
    let ours = this.byPool.get(pool);
    if (ours !== undefined && ours.noted.length >= keptCalls) return;
    const reading = counterReading(call);
    if (ours === undefined) {
      if (reading === null) return;
      this.byPool.set(pool, (ours = { known: new PoolSamples(pool), noted: [] }));
    }
    const { atMs, latencyMs, status, method, template, objects } = call;
    const isServed = status !== null && status >= 200 && status < 300;
    ours.noted.push({
      startedAtMs: atMs - latencyMs,
      endedAtMs: atMs,
      endpoint: isServed ? `${method} ${template}` : null,
      objects: objects ?? null,
      reading,
    });
  }

  /** The pairs since the last time, of whatever hour. */
  take(): CounterSample[] {
    return [...this.byPool].flatMap(([pool, { known, noted }]) => {
      const calls = noted.splice(0);
      // A process that outlives the loud part of an hour forgets its pool until the counter speaks again.
      if (calls.length > 0 && calls.every(({ reading }) => reading === null)) this.byPool.delete(pool);
      return known.take(calls);
    });
  }
}

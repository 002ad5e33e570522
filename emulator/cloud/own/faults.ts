/** Failures on purpose: which calls fail, how often and how. The same seed makes the same calls fail. */
import type { Product } from '../../../src/model';
import { fraction } from '../world/seed';
import { templateOf, type OwnMethod } from './endpoint';

export type FaultKind =
  /** The answer comes that much later. The call is served and charged. */
  | { kind: 'latency'; ms: number }
  /**
   * The connection ends without an answer. `served: true`, the default, does the work and charges it first: the caller cannot
   * know. `false` loses the request on its way.
   */
  | { kind: 'reset'; served?: boolean }
  /** The headers and half of the body arrive, then the connection ends. The call is served and charged. */
  | { kind: 'truncated' }
  /** A failure of the service: not served, 1 point as any call that fails. `retryAfter` is sent as it is written. */
  | { kind: 'status'; status: 500 | 502 | 503 | 504; retryAfter?: string }
  /** A 429 of a kind that was seen in the field. Not served, no points. */
  | { kind: 'refused'; as: RefusalKind };

/** Refusals as they were seen. Their headers are in `fault-answers.ts`, each with its source. */
export const refusalKinds = [
  'bare',
  'gateway',
  'concurrency',
  'blocked',
  'retry-at-once',
  'retry-at-date',
  'unknown-reason',
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

export type Fault = FaultKind & {
  /** Which calls; left out: all. A path has `{}` for any value, and `*` at its end for anything that follows. */
  on?: { product?: Product; method?: OwnMethod; path?: string; app?: string };
  /** Share of these calls, from 0 to 1. Left out: each. */
  rate?: number;
  /** How often at most. Left out: without end. */
  times?: number;
};

export interface FaultedCall {
  product: Product;
  method: string;
  path: string;
  appId: string | null;
}

interface Kept {
  fault: Fault;
  isMeant: (call: FaultedCall) => boolean;
  asked: number;
  done: number;
}

function matcher({ on = {} }: Fault): (call: FaultedCall) => boolean {
  const { product, method, path, app } = on;
  const pattern = path === undefined ? null : new RegExp(`^${patternOf(templateOf(path))}$`);
  return (call) =>
    (product === undefined || product === call.product) &&
    (method === undefined || method === call.method) &&
    (app === undefined || app === call.appId) &&
    (pattern === null || pattern.test(call.path));
}

function patternOf(template: string): string {
  const isOpen = template.endsWith('*');
  const written = (isOpen ? template.slice(0, -1) : template).replace(/[.+*?^$()|[\]\\]/g, '\\$&');
  return written.replaceAll('{}', '[^/]+') + (isOpen ? '.*' : '');
}

export class Faults {
  private readonly kept: Kept[];

  /** @throws when a fault contradicts itself; the message names it. */
  constructor(
    private readonly seed: number,
    faults: readonly Fault[],
  ) {
    for (const [n, { rate = 1, times = 1 }] of faults.entries()) {
      if (!(rate >= 0 && rate <= 1)) throw new Error(`faults[${n}].rate: ${rate} is not from 0 to 1`);
      if (!(times >= 1)) throw new Error(`faults[${n}].times: ${times} is less than 1`);
    }
    this.kept = faults.map((fault) => ({ fault, isMeant: matcher(fault), asked: 0, done: 0 }));
  }

  /** Those that befall this call, in the order in which they were given; asked once a call. */
  of(call: FaultedCall): Fault[] {
    return this.kept.flatMap((kept, n) => (this.strikes(kept, n, call) ? [kept.fault] : []));
  }

  private strikes(kept: Kept, n: number, call: FaultedCall): boolean {
    const { rate = 1, times = Number.POSITIVE_INFINITY } = kept.fault;
    if (!kept.isMeant(call)) return false;
    kept.asked += 1;
    if (kept.done >= times || fraction(this.seed, 'fault', n, kept.asked) >= rate) return false;
    kept.done += 1;
    return true;
  }
}

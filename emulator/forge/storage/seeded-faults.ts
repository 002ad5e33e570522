import type { Fault, FaultKind, FaultPlan, Wait } from './faults';

interface SeededFaults {
  seed: number;
  /** How likely each fault is, 0 to 1; together at most 1. */
  shares: Partial<Record<FaultKind, number>>;
  /** What a delayed or late request waits for. */
  wait: Wait;
}

/** A plan that brings the same faults to the same sequence of requests, each time. */
export function seededFaults(options: SeededFaults): FaultPlan {
  const random = randomFrom(options.seed);
  const shares = Object.entries(options.shares) as [FaultKind, number][];
  return () => {
    let left = random();
    for (const [kind, share] of shares) {
      if (left < share) return faultOf(kind, options.wait, random);
      left -= share;
    }
    return null;
  };
}

function faultOf(kind: FaultKind, wait: Wait, random: () => number): Fault {
  switch (kind) {
    case 'refuse':
      return { kind, status: random() < 0.5 ? 500 : 503 };
    case 'rateLimit':
    case 'timeoutApplied':
    case 'timeoutNotApplied':
      return { kind };
    case 'timeoutAppliedLate':
      return { kind, wait };
    case 'delay':
      return { kind, wait, at: random() < 0.5 ? 'beforeApply' : 'beforeAnswer' };
    case 'partialBatch':
      return { kind, fails: () => random() < 0.5 };
  }
}

/** Numbers in [0, 1) from a seed of 32 bits: the "mulberry32" generator, small and even enough for tests. */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

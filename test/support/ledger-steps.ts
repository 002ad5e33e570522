import * as fc from 'fast-check';
import type { FaultKind } from '../../emulator/forge/storage/faults';

/** One thing that happens to the ledger. Processes and sites are counted from 0. */
export type Step =
  | { do: 'call'; process: number; site: number; calls: number; agoMs: number }
  | { do: 'flush'; process: number; site: number }
  /** An invocation of several minutes: it makes calls all the time and flushes every minute. */
  | { do: 'longRun'; process: number; site: number; minutes: number }
  /** Calls, and their flush at once: a short invocation. */
  | { do: 'invoke'; process: number; site: number; calls: number }
  | { do: 'die'; process: number }
  /** `dies`: the run is killed when it makes its request of this number, before it is sent or before it is answered. */
  | { do: 'rollUp'; site: number; dies: Death | null }
  /** Several at once, as when events come twice. */
  | { do: 'clash'; site: number; runs: number }
  | { do: 'upkeep'; site: number; dies: Death | null }
  | { do: 'wait'; ms: number }
  /** The next requests go wrong in these ways. */
  | { do: 'faults'; kinds: (FaultKind | 'none')[] }
  /** Storage refuses everything for so long. */
  | { do: 'storm'; ms: number }
  /** What was delayed goes on, what is late lands. */
  | { do: 'land' };

export interface Death {
  atRequest: number;
  isApplied: boolean;
}

export interface Schedule {
  startMs: number;
  queryLagMs: number;
  /** Whether hours keep their lists apart, as busy ones do. */
  areListsApart: boolean;
  /** How wrong each process's clock is. */
  skewsMs: number[];
  steps: Step[];
}

export const processes = 4;
export const sites = 2;

const process = fc.nat(processes - 1);
/** Mostly one site, so that its writers meet. */
const site = fc.constantFrom(0, 0, 0, 1);
const death = fc.option(fc.record({ atRequest: fc.nat(8), isApplied: fc.boolean() }), { freq: 1 });
const kinds: (FaultKind | 'none')[] = [
  'none',
  'refuse',
  'rateLimit',
  'timeoutApplied',
  'timeoutNotApplied',
  'timeoutAppliedLate',
  'delay',
  'partialBatch',
];
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('call' as const),
      process,
      site,
      calls: fc.integer({ min: 1, max: 9 }),
      agoMs: fc.constantFrom(0, 0, 3_000),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('flush' as const), process, site }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('longRun' as const),
      process,
      site,
      minutes: fc.integer({ min: 2, max: 15 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('die' as const), process }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('invoke' as const),
      process,
      site,
      calls: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('clash' as const), site, runs: fc.integer({ min: 2, max: 3 }) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('rollUp' as const), site, dies: death }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('upkeep' as const), site, dies: death }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(5, 900, 5_000, 31_000, 20 * minuteMs, hourMs, 7 * hourMs, 26 * hourMs, 80 * hourMs),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('faults' as const),
      kinds: fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('storm' as const), ms: fc.constantFrom(5_000, 240_000) }),
  },
  { weight: 3, arbitrary: fc.constant({ do: 'land' as const }) },
);

export const schedule: fc.Arbitrary<Schedule> = fc.record({
  // The middle of an hour, the last seconds of one, of a month, of a year.
  startMs: fc.constantFrom(
    Date.parse('2026-10-09T16:30:00Z'),
    Date.parse('2026-10-09T16:59:58Z'),
    Date.parse('2026-10-31T23:59:57Z'),
    Date.parse('2026-12-31T23:59:59Z'),
  ),
  queryLagMs: fc.constantFrom(0, 0, 4_000, 90_000),
  areListsApart: fc.boolean(),
  skewsMs: fc.array(fc.integer({ min: -4_000, max: 4_000 }), { minLength: processes, maxLength: processes }),
  steps: fc.array(step, { minLength: 1, maxLength: 40 }),
});

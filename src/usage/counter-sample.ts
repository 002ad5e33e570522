import { hash32 } from './hash';
import { textOrder } from '../text-order';

/** Calls of one endpoint between two readings. */
export interface SampleCalls {
  /** Method and template, for example `GET /rest/api/3/issue/{issueIdOrKey}`. */
  endpoint: string;
  calls: number;
  /** Objects in their answers; `null` where some answer was not counted. */
  objects: number | null;
}

/**
 * Two readings of one quota that one process saw one after the other, and the calls that it made between: what the points
 * of an endpoint are measured from. Others draw on the pool meanwhile, in proportion to time.
 */
export interface CounterSample {
  /** `poolKey` of the pool. */
  pool: string;
  /** When the second reading came, epoch milliseconds. */
  endedAtMs: number;
  elapsedMs: number;
  /** By how much Atlassian's counter fell between the readings: whole points. */
  drawnPoints: number;
  /** In the order of the endpoints' names, each endpoint once. */
  calls: readonly SampleCalls[];
}

/** Pairs an hour: enough for hundreds of calls of every endpoint that matters, at about 25 bytes each. */
export const keptSamplesAnHour = 480;
/** Pairs a record, which is written by an invocation that should stay cheap. */
export const keptSamplesARecord = 32;

/**
 * At most so many of them. Each combination of endpoints gives its pairs in the order of a hash of their content, all
 * combinations taking turns, so that one that is called rarely is not crowded out by one that is called often. Which pairs
 * stay depends neither on the points drawn nor on the order of merging: a pair that is left out of a part would be left out
 * of the whole, since its turn can only come later there.
 */
export function thinSamples(pairs: readonly CounterSample[], most: number): CounterSample[] {
  const ranked = pairs.map(rankable).sort(inOrder);
  if (ranked.length > most) {
    const taken = new Map<string, number>();
    for (const one of ranked) {
      one.turn = taken.get(one.combination) ?? 0;
      taken.set(one.combination, one.turn + 1);
    }
    ranked.sort((a, b) => a.turn - b.turn || inOrder(a, b));
  }
  return ranked
    .slice(0, most)
    .sort((a, b) => a.pair.endedAtMs - b.pair.endedAtMs || inOrder(a, b))
    .map(({ pair }) => pair);
}

interface Ranked {
  pair: CounterSample;
  combination: string;
  content: string;
  hash: number;
  turn: number;
}

function rankable(pair: CounterSample): Ranked {
  const { pool, endedAtMs, elapsedMs, drawnPoints, calls } = pair;
  const combination = JSON.stringify([pool, ...calls.map(({ endpoint }) => endpoint)]);
  const content = JSON.stringify([
    ...[pool, endedAtMs, elapsedMs, drawnPoints],
    ...calls.map((one) => [one.endpoint, one.calls, one.objects]),
  ]);
  return { pair, combination, content, hash: hash32(content), turn: 0 };
}

/** Pairs of equal content are interchangeable; hashes that happen to be equal are told apart by the content. */
function inOrder(a: Ranked, b: Ranked): number {
  return a.hash - b.hash || textOrder(a.content, b.content);
}

import { problemKind } from '../headers/problem-kinds';
import type { HeaderProblem, PoolId } from '../model';
import { parseProblemKey, problemKey } from './keys';
import { isCount, plus } from './numbers';

/** Responses in which a header could not be taken at its word. What it said is not kept: it is the sender's text. */
export interface ProblemCount {
  responses: number;
  lastAtMs: number;
}

/** By `problemKey`: the readers' own header names and kinds, so a hostile response cannot make more of them. */
export type ProblemCounts = Map<string, ProblemCount>;

export function bookProblems(
  counts: ProblemCounts,
  pool: PoolId,
  problems: readonly HeaderProblem[],
  atMs: number,
): void {
  // The note of how many more there were belongs to no header.
  const named = problems.filter(({ header }) => header !== '');
  const keys = named.map((each) => problemKey({ pool, header: each.header, kind: problemKind(each) }));
  for (const key of new Set(keys)) add(counts, key, { responses: 1, lastAtMs: atMs });
}

export function mergeProblems(into: ProblemCounts, from: ProblemCounts): void {
  for (const [key, count] of from) add(into, key, count);
}

export function encodeProblems(counts: ProblemCounts): Record<string, number[]> {
  return Object.fromEntries(
    [...counts].map(([key, { responses, lastAtMs }]) => [key, [responses, lastAtMs]]),
  );
}

/** `null` when the value holds something else. */
export function decodeProblems(stored: Record<string, unknown>): ProblemCounts | null {
  const counts: ProblemCounts = new Map();
  for (const [key, value] of Object.entries(stored)) {
    if (parseProblemKey(key) === null || !isPair(value)) return null;
    counts.set(key, { responses: value[0], lastAtMs: value[1] });
  }
  return counts;
}

function add(counts: ProblemCounts, key: string, { responses, lastAtMs }: ProblemCount): void {
  const known = counts.get(key) ?? { responses: 0, lastAtMs: 0 };
  counts.set(key, {
    responses: plus(known.responses, responses),
    lastAtMs: Math.max(known.lastAtMs, lastAtMs),
  });
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(isCount);
}

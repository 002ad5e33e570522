import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import {
  checkNames,
  result,
  stateOfFinding,
  type CheckEvent,
  type CheckResult,
} from '../insights/installation-check';
import type { CheckFinding } from '../insights/installation-check';
import { lastCheckKey } from './names';
import { isRecord } from '../object';

/** The last check of this installation: one value of a kilobyte or two. */
export interface LastCheck {
  /** Names the event that it sent itself. */
  id: string;
  atMs: number;
  by: 'person' | 'installation';
  /** Without the queue's, which is judged when it is read. */
  results: readonly CheckResult[];
  event: CheckEvent;
}

/** `null`: none was made yet, or another version wrote it. */
export async function readLastCheck(): Promise<LastCheck | null> {
  return decode(await kvs.get<unknown>(lastCheckKey));
}

export async function writeLastCheck({ id, atMs, by, results, event }: LastCheck): Promise<void> {
  await kvs.set(lastCheckKey, {
    ...{ v: 1, id, atMs, by, event: { ...event } },
    results: results.map((one) => ({ ...one })),
  });
}

/** The check's own event has arrived. Of a check that another has followed, and of a second delivery, nothing is noted. */
export async function noteArrival(id: string, nowMs: number): Promise<void> {
  const last = await readLastCheck();
  if (last?.id !== id || last.event.arrivedAtMs !== null) return;
  await writeLastCheck({ ...last, event: { ...last.event, arrivedAtMs: nowMs } });
}

function decode(value: unknown): LastCheck | null {
  if (!isRecord(value) || value['v'] !== 1) return null;
  const { id, atMs, by, event, results } = value;
  if (typeof id !== 'string' || !isCount(atMs) || !isRecord(event) || !Array.isArray(results)) return null;
  const { refused, pushedAtMs, arrivedAtMs } = event;
  if (!isCount(pushedAtMs)) return null;
  return {
    ...{ id, atMs, by: by === 'person' ? 'person' : 'installation' },
    results: (results as unknown[]).flatMap((one) => decodeResult(one) ?? []),
    event: {
      refused: typeof refused === 'string' ? refused : null,
      pushedAtMs,
      arrivedAtMs: isCount(arrivedAtMs) ? arrivedAtMs : null,
    },
  };
}

function decodeResult(value: unknown): CheckResult | null {
  if (!isRecord(value)) return null;
  const { finding, detail } = value;
  const name = checkNames.find((known) => known === value['name']);
  if (name === undefined || typeof finding !== 'string' || !isFinding(finding)) return null;
  return result(name, finding, typeof detail === 'string' ? detail : null);
}

function isFinding(text: string): text is CheckFinding {
  return Object.hasOwn(stateOfFinding, text);
}

import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { readValues } from './batch-read';
import { batchesOf } from './bounds';
import { snapshotPrefix, snapshotsKey } from './names';
import { isRecord } from '../object';
import { textOrder } from '../text-order';

/** A month's evidence that is kept. */
export interface SnapshotHead {
  /** `YYYY-MM`, UTC. */
  month: string;
  madeAtMs: number;
  /** Of its JSON. */
  characters: number;
  parts: number;
  /** Of the text that the parts make together: parts of two attempts do not. */
  digest: string;
}

export interface SnapshotIndex {
  /** Oldest first. */
  snapshots: SnapshotHead[];
  /** The last month that was taken care of; a snapshot that somebody deleted is not made again. */
  lastMonth: string | null;
}

/** A year and the month that is compared with it. */
export const keptSnapshots = 13;
/** Base64 has a byte a character, so a part stays below the 240 KiB that a value may have. */
const partCharacters = 200 * 1024;
const mostParts = 10;
/** What one answer to the page can carry, with room for what is around it. */
export const mostSnapshotCharacters = 4_000_000;

/** A value that is not ours counts as none. */
export async function readSnapshots(): Promise<SnapshotIndex> {
  return decodeIndex(await kvs.get<unknown>(snapshotsKey));
}

/**
 * Keeps a month's text, and lets the oldest go. The parts are written first and named last, so that an attempt that is
 * stopped leaves nothing that could be taken for a snapshot, and the next one writes over it.
 * @param text JSON, `mostSnapshotCharacters` at most; `null` marks the month as taken care of without one
 */
export async function writeSnapshot(month: string, text: string | null, nowMs: number): Promise<void> {
  const { snapshots } = await readSnapshots();
  const others = snapshots.filter((head) => head.month !== month);
  const added = text === null ? [] : [await writeParts(month, text, nowMs)];
  const all = [...others, ...added].sort((a, b) => textOrder(a.month, b.month));
  const kept = all.slice(-keptSnapshots);
  await kvs.set(snapshotsKey, { v: 1, snapshots: kept, lastMonth: month });
  for (const head of all.slice(0, -keptSnapshots)) await deleteParts(head);
}

/** `null` where there is none, or where its parts do not make the text that was written. */
export async function readSnapshot(month: string): Promise<string | null> {
  const head = (await readSnapshots()).snapshots.find((one) => one.month === month);
  if (head === undefined) return null;
  const values = await readValues(keysOf(head).map((key) => ({ key })));
  const packed = keysOf(head)
    .map((key) => {
      const value = values.get(key);
      const part = value?.kind === 'found' && isRecord(value.value) ? value.value['text'] : null;
      return typeof part === 'string' ? part : '';
    })
    .join('');
  if (digestOf(packed) !== head.digest) return null;
  const text = gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: 4 * mostSnapshotCharacters });
  return text.toString('utf8');
}

/** The list forgets it first: what is left of it where storage stops is written over or deleted another time. */
export async function deleteSnapshot(month: string): Promise<void> {
  const { snapshots, lastMonth } = await readSnapshots();
  const head = snapshots.find((one) => one.month === month);
  const kept = snapshots.filter((one) => one.month !== month);
  await kvs.set(snapshotsKey, { v: 1, snapshots: kept, lastMonth });
  if (head !== undefined) await deleteParts(head);
}

export function decodeIndex(value: unknown): SnapshotIndex {
  const stored =
    isRecord(value) && Array.isArray(value['snapshots']) ? (value['snapshots'] as unknown[]) : [];
  const lastMonth = isRecord(value) ? value['lastMonth'] : null;
  return {
    snapshots: stored.filter(isHead).slice(-keptSnapshots),
    lastMonth: isMonth(lastMonth) ? lastMonth : null,
  };
}

function isHead(value: unknown): value is SnapshotHead {
  if (!isRecord(value)) return false;
  const { month, madeAtMs, characters, parts, digest } = value;
  const isCounted = isCount(madeAtMs) && isCount(characters) && isCount(parts) && parts <= mostParts;
  return isMonth(month) && isCounted && typeof digest === 'string';
}

function isMonth(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value);
}

async function writeParts(month: string, text: string, nowMs: number): Promise<SnapshotHead> {
  const packed = gzipSync(text).toString('base64');
  const texts: string[] = [];
  for (let at = 0; at < packed.length; at += partCharacters)
    texts.push(packed.slice(at, at + partCharacters));
  if (texts.length > mostParts) throw new Error(`The evidence of ${month} is too large to be kept.`);
  const head = {
    ...{ month, madeAtMs: nowMs, characters: text.length, parts: texts.length },
    digest: digestOf(packed),
  };
  for (const [i, part] of texts.entries()) await kvs.set(keysOf(head)[i] ?? '', { v: 1, text: part });
  return head;
}

async function deleteParts(head: SnapshotHead): Promise<void> {
  for (const keys of batchesOf(keysOf(head))) await kvs.batchDelete(keys.map((key) => ({ key })));
}

/** Of its parts, in order. */
export function keysOf({ month, parts }: Pick<SnapshotHead, 'month' | 'parts'>): string[] {
  return Array.from({ length: parts }, (_, i) => `${snapshotPrefix}${month}.${i}`);
}

function digestOf(packed: string): string {
  return createHash('sha256').update(packed).digest('hex').slice(0, 16);
}

import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { pageSize } from './bounds';
import { ChangedMeanwhile, changeValue } from './change-value';
import { listValues } from './list-values';
import { sourceCheckKey, sourceIdsKey, sourcePrefix, sourceSecretPrefix } from './names';
import { readOrMakeSecret } from './secret';
import { kindOfSourceId, newSourceId } from './source-id';
import { isRecord } from '../object';

/** A back end that reports its calls. Its app and environment are the pool that they are booked on. */
export interface Source {
  /** Hex digits, made here; no secret. */
  id: string;
  app: string;
  environment: string;
  madeAtMs: number;
  /** When its secret was last replaced; `null` for never. */
  rotatedAtMs: number | null;
}

/** What a signature is checked against, and whose it is. */
export interface SourceKeys {
  app: string;
  environment: string;
  secret: string;
  /** The secret before the last rotation, for a day. */
  previous: { secret: string; untilMs: number } | null;
}

export const maxSources = 20;
/** After a rotation both secrets hold for so long, so that the new one can be brought to every process of the source. */
const overlapMs = 24 * 3_600_000;
/** Earlier versions let more than `maxSources` be made at once: whatever there is has to be shown, so that it can be revoked. */
const mostListed = 500;
/** A source that is being made has its id before it has anything else. */
const madeWithinMs = 60_000;

/** An id, and when it was last given a secret: who changes it has to have seen that. */
interface ListedId {
  id: string;
  changedAtMs: number;
}

/** All there are. One that earlier versions made or revoked a moment ago may be missing or still there. */
export async function listSources(): Promise<Source[]> {
  return sourcesOf(decodeIds(await kvs.get<unknown>(sourceIdsKey)));
}

/**
 * @returns the source and its secret, which is shown once and then only kept in the secret store; `full` when there are as many
 *   as there may be, whoever makes them at the same time
 * @throws ChangedMeanwhile
 */
export async function makeSource(
  app: string,
  environment: string,
  nowMs: number,
): Promise<{ source: Source; secret: string } | 'full'> {
  const id = newSourceId(await readOrMakeSecret(sourceCheckKey, () => randomBytes(32).toString('hex')));
  const source: Source = { id, app, environment, madeAtMs: nowMs, rotatedAtMs: null };
  const before = await listSources();
  const isIn = await changeValue(sourceIdsKey, (stored) => {
    const ids = decodeIds(stored).filter(
      (one) => before.some((known) => known.id === one.id) || nowMs - one.changedAtMs < madeWithinMs,
    );
    const all = new Set([...ids.map((one) => one.id), ...before.map((known) => known.id)]);
    if (all.size >= maxSources) return { value: null, result: false };
    return { value: { v: 1, ids: [...ids, { id, changedAtMs: nowMs }] }, result: true };
  });
  if (!isIn) return 'full';
  const secret = newSecret();
  // Listed first: a secret that holds and that no page shows could never be revoked.
  await kvs.set(sourcePrefix + id, source);
  await kvs.setSecret(sourceSecretPrefix + id, { app, environment, secret });
  return { source, secret };
}

/**
 * `null` when there is no such source. The secret before stays good for a day.
 * @throws ChangedMeanwhile when somebody else rotates it at the same time: of two secrets only one would hold
 */
export async function rotateSource(
  id: string,
  nowMs: number,
): Promise<{ source: Source; secret: string } | null> {
  const began = changedAtOf(decodeIds(await kvs.get<unknown>(sourceIdsKey)), id);
  const keys = await readSourceKeys(id);
  const source = keys === null ? null : decodeSource(await kvs.get<unknown>(sourcePrefix + id));
  if (keys === null || source === null) return null;
  await changeValue(sourceIdsKey, (stored) => {
    const ids = decodeIds(stored);
    if (changedAtOf(ids, id) !== began) throw new ChangedMeanwhile('The source was changed meanwhile.');
    const others = ids.filter((one) => one.id !== id);
    // Also where the clock stands still.
    const changedAtMs = Math.max(nowMs, (began ?? 0) + 1);
    return { value: { v: 1, ids: [...others, { id, changedAtMs }] }, result: undefined };
  });
  const secret = newSecret();
  const { app, environment } = keys;
  const previous = { secret: keys.secret, untilMs: nowMs + overlapMs };
  await kvs.setSecret(sourceSecretPrefix + id, { app, environment, secret, previous });
  const rotated = { ...source, rotatedAtMs: nowMs };
  await kvs.set(sourcePrefix + id, rotated);
  return { source: rotated, secret };
}

/** From now on nothing of this source is taken. What it reported stays in the account. */
export async function revokeSource(id: string): Promise<void> {
  if (kindOfSourceId(id) === null) return;
  await kvs.deleteSecret(sourceSecretPrefix + id);
  await kvs.delete(sourcePrefix + id);
  await changeValue(sourceIdsKey, (stored) => {
    const ids = decodeIds(stored);
    const left = ids.filter((one) => one.id !== id);
    return { value: left.length === ids.length ? null : { v: 1, ids: left }, result: undefined };
  });
}

/** `null` for a source that is unknown or revoked. A revocation holds at once, in every process that asks. */
export async function readSourceKeys(id: string): Promise<SourceKeys | null> {
  if (kindOfSourceId(id) === null) return null;
  const value = await kvs.getSecret<unknown>(sourceSecretPrefix + id);
  if (!isRecord(value)) return null;
  const { app, environment, secret, previous } = value;
  if (typeof app !== 'string' || typeof environment !== 'string' || typeof secret !== 'string') return null;
  return { app, environment, secret, previous: decodePrevious(previous) };
}

/** What ids are checked with; `null` while no source was made by a version that makes such ids. Writes nothing. */
export async function readSourceCheck(): Promise<string | null> {
  const secret = await kvs.getSecret<unknown>(sourceCheckKey);
  return typeof secret === 'string' ? secret : null;
}

/** The ids that earlier versions made, in one storage call. Eventually consistent. */
export async function listPlainSourceIds(): Promise<Set<string>> {
  const listed = await listValues(sourcePrefix, pageSize);
  const ids = listed.map(({ key }) => key.slice(sourcePrefix.length));
  return new Set(ids.filter((id) => kindOfSourceId(id) === 'plain'));
}

/** Those that the ids name, read by key, and those that are only listed since an earlier version made them. */
async function sourcesOf(ids: readonly ListedId[]): Promise<Source[]> {
  const listed = await listValues(sourcePrefix, mostListed);
  const found = new Map(listed.map(({ key, value }) => [key, value]));
  const missing = ids.map(({ id }) => sourcePrefix + id).filter((key) => !found.has(key));
  const read = await Promise.all(missing.map((key) => kvs.get<unknown>(key)));
  return [...found.values(), ...read].flatMap((value) => decodeSource(value) ?? []);
}

function decodeIds(stored: unknown): ListedId[] {
  const ids: unknown[] = isRecord(stored) && Array.isArray(stored['ids']) ? stored['ids'] : [];
  return ids.flatMap((one) => {
    if (!isRecord(one) || typeof one['id'] !== 'string' || !isCount(one['changedAtMs'])) return [];
    return [{ id: one['id'], changedAtMs: one['changedAtMs'] }];
  });
}

function changedAtOf(ids: readonly ListedId[], id: string): number | null {
  return ids.find((one) => one.id === id)?.changedAtMs ?? null;
}

function decodePrevious(value: unknown): SourceKeys['previous'] {
  if (!isRecord(value)) return null;
  const { secret, untilMs } = value;
  return typeof secret === 'string' && isCount(untilMs) ? { secret, untilMs } : null;
}

function decodeSource(value: unknown): Source | null {
  if (!isRecord(value)) return null;
  const { id, app, environment, madeAtMs, rotatedAtMs } = value;
  if (typeof id !== 'string' || typeof app !== 'string' || typeof environment !== 'string') return null;
  if (!isCount(madeAtMs) || (rotatedAtMs !== null && !isCount(rotatedAtMs))) return null;
  return { id, app, environment, madeAtMs, rotatedAtMs };
}

/** The prefix lets scanners for leaked secrets find it. */
function newSecret(): string {
  return `pgs_${randomBytes(32).toString('base64url')}`;
}

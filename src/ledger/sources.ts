import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { isCount, isRecord } from '../account/codec';
import { listValues } from './listValues';
import { sourcePrefix, sourceSecretPrefix } from './names';

/** A back end that reports its calls. Its app and environment are the pool that they are booked on. */
export interface Source {
  /** 16 hex digits, made here; no secret. */
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
const sourceId = /^[0-9a-f]{16}$/;

/** Eventually consistent: a source made or revoked a moment ago may be missing or still there. */
export async function listSources(): Promise<Source[]> {
  const listed = await listValues(sourcePrefix, 2 * maxSources);
  return listed.flatMap(({ value }) => decodeSource(value) ?? []);
}

/** @returns the source and its secret, which is shown once and then only kept in the secret store */
export async function makeSource(
  app: string,
  environment: string,
  nowMs: number,
): Promise<{ source: Source; secret: string }> {
  const source: Source = {
    id: randomBytes(8).toString('hex'),
    app,
    environment,
    madeAtMs: nowMs,
    rotatedAtMs: null,
  };
  const secret = newSecret();
  // Listed first: a secret that holds and that no page shows could never be revoked.
  await kvs.set(sourcePrefix + source.id, source);
  await kvs.setSecret(sourceSecretPrefix + source.id, { app, environment, secret });
  return { source, secret };
}

/** `null` when there is no such source. The secret before stays good for a day. */
export async function rotateSource(
  id: string,
  nowMs: number,
): Promise<{ source: Source; secret: string } | null> {
  const keys = await readSourceKeys(id);
  const source = keys === null ? null : decodeSource(await kvs.get<unknown>(sourcePrefix + id));
  if (keys === null || source === null) return null;
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
  if (!sourceId.test(id)) return;
  await kvs.deleteSecret(sourceSecretPrefix + id);
  await kvs.delete(sourcePrefix + id);
}

/** `null` for a source that is unknown or revoked. Read each time: a revocation holds at once, in every process. */
export async function readSourceKeys(id: string): Promise<SourceKeys | null> {
  if (!sourceId.test(id)) return null;
  const value = await kvs.getSecret<unknown>(sourceSecretPrefix + id);
  if (!isRecord(value)) return null;
  const { app, environment, secret, previous } = value;
  if (typeof app !== 'string' || typeof environment !== 'string' || typeof secret !== 'string') return null;
  return { app, environment, secret, previous: decodePrevious(previous) };
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

import { createHmac } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { administratorPrefix } from './names';
import { isRecord } from '../object';

/** Over a weekend: who was seen as an administrator on a Friday still is for a Monday on which the product cannot be asked. */
export const rememberedHours = 96;

/** Who asks where. Neither id is stored: both only go into a hash under a secret of the installation. */
export interface Person {
  accountId: string;
  installationId: string;
}

/** Stands for a person in the store of those whom the product called administrators. */
export function rememberedAs(person: Person, secret: string): string {
  return hashOf('points-gauge administrator 1', person, secret).slice(0, 32);
}

/** Stands for a person in the log of what administrators did: another text than that of the store, so that neither leads to the other. */
export function loggedAs(person: Person, secret: string): string {
  return hashOf('points-gauge log 1', person, secret).slice(0, 16);
}

/** The product called this person an administrator just now. Forgotten by itself. */
export async function rememberAdministrator(hash: string, nowMs: number): Promise<void> {
  const ttl = { value: rememberedHours, unit: 'HOURS' as const };
  await kvs.set(administratorPrefix + hash, { v: 1, verifiedAtMs: nowMs }, { ttl });
}

/** The product said that this person is none. */
export async function forgetAdministrator(hash: string): Promise<void> {
  await kvs.delete(administratorPrefix + hash);
}

/** When the product last called this person an administrator; `null` where that is too long ago, or never was. */
export async function verifiedAt(hash: string, nowMs: number): Promise<number | null> {
  const stored: unknown = await kvs.get(administratorPrefix + hash);
  const atMs = isRecord(stored) ? stored['verifiedAtMs'] : null;
  // Expired values may still be there for a while.
  return isCount(atMs) && atMs <= nowMs && nowMs - atMs < rememberedHours * 3_600_000 ? atMs : null;
}

function hashOf(use: string, { accountId, installationId }: Person, secret: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([use, accountId, installationId]))
    .digest('hex');
}

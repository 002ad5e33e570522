import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { parsePoolKey, poolKey } from '../usage/keys';
import { alarmStatuses, incidentEnds, type Incident } from '../insights/incidents/incident';
import { enforcements } from '../model';
import { isConflict } from './conflict';
import { incidentClaimPrefix, incidentsKey } from './names';
import { isRecord } from '../object';

/** What stood in the way of the last step that did not go well. */
export const incidentTroubles = ['notAllowed', 'noProject', 'refused', 'lost'] as const;
export type IncidentTrouble = (typeof incidentTroubles)[number];

/** One value, of twenty incidents at most. */
export interface IncidentBook {
  /** Counts the changes. Who makes one claims its number first, so that no step is made twice. */
  turn: number;
  incidents: readonly Incident[];
  trouble: { kind: IncidentTrouble; atMs: number } | null;
}

const emptyBook: IncidentBook = { turn: 0, incidents: [], trouble: null };

/** A function that works on incidents may run for two minutes; a claim much older belongs to one that stopped. */
const staleAfterMs = 10 * 60_000;

/**
 * Takes the next change for whoever asks first. `stale`: another took it long ago and never finished, so what it did is
 * unknown; the change is then this caller's to write, but no step is to be repeated that must not happen twice.
 */
export async function claimTurn(turn: number, nowMs: number): Promise<'mine' | 'taken' | 'stale'> {
  const key = `${incidentClaimPrefix}${turn}`;
  if (await claim(key, nowMs)) return 'mine';
  const claimedAtMs: unknown = await kvs.get(key);
  if (typeof claimedAtMs !== 'number' || nowMs - claimedAtMs < staleAfterMs) return 'taken';
  const again = `${key}.${Math.floor(nowMs / staleAfterMs)}`;
  return (await claim(again, nowMs)) ? 'stale' : 'taken';
}

async function claim(key: string, nowMs: number): Promise<boolean> {
  try {
    const ttl = { value: 7, unit: 'DAYS' } as const;
    await kvs.set(key, nowMs, { keyPolicy: 'FAIL_IF_EXISTS', ttl });
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

export async function writeIncidents({ turn, incidents, trouble }: IncidentBook): Promise<void> {
  const stored = incidents.map(({ pool, ...rest }) => ({ ...rest, pool: poolKey(pool) }));
  await kvs.set(incidentsKey, { v: 1, turn, incidents: stored, trouble });
}

/** What cannot be read is left out. */
export function decodeIncidents(value: unknown): IncidentBook {
  if (!isRecord(value) || value['v'] !== 1 || !isCount(value['turn'])) return emptyBook;
  const incidents: unknown[] = Array.isArray(value['incidents']) ? value['incidents'] : [];
  const { turn, trouble } = value;
  const kind = isRecord(trouble) ? incidentTroubles.find((known) => known === trouble['kind']) : undefined;
  const atMs = isRecord(trouble) ? countOrNull(trouble['atMs']) : null;
  return {
    turn,
    incidents: incidents.flatMap((stored) => decodeIncident(stored) ?? []),
    trouble: kind === undefined || atMs === null ? null : { kind, atMs },
  };
}

function decodeIncident(value: unknown): Incident | null {
  if (!isRecord(value) || typeof value['pool'] !== 'string') return null;
  const pool = parsePoolKey(value['pool']);
  const { sinceMs, tries, itemId } = value;
  if (pool === null || !isCount(sinceMs) || !isCount(tries)) return null;
  return {
    ...{ pool, sinceMs, tries },
    exhaustedSinceMs: countOrNull(value['exhaustedSinceMs']),
    enforcement: enforcements.find((known) => known === value['enforcement']) ?? null,
    usedPoints: countOrNull(value['usedPoints']),
    quotaPoints: countOrNull(value['quotaPoints']),
    calmSinceMs: countOrNull(value['calmSinceMs']),
    itemId: typeof itemId === 'string' && /^\d{1,20}$/.test(itemId) ? itemId : null,
    told: alarmStatuses.find((known) => known === value['told']) ?? null,
    triedAtMs: countOrNull(value['triedAtMs']),
    ended: incidentEnds.find((known) => known === value['ended']) ?? null,
  };
}

function countOrNull(value: unknown): number | null {
  return isCount(value) ? value : null;
}

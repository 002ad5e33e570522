import { hourOf } from '../../usage/hour';
import type { Enforcement, PoolId } from '../../model';

/** A time in which a pool was near its limit or empty, with at most one work item about it. Times are epoch milliseconds. */
export interface Incident {
  pool: PoolId;
  /** When the alarm began. */
  sinceMs: number;
  /** When the pool was first found empty; `null` while it only is near. */
  exhaustedSinceMs: number | null;
  enforcement: Enforcement | null;
  /** Points that were gone at the newest alarm, at least; `null` when the log no longer says. */
  usedPoints: number | null;
  quotaPoints: number | null;
  /** Since when the pool is no longer in alarm; `null` while it is. */
  calmSinceMs: number | null;
  /** Jira's own number of the work item, not its key; `null` while there is none. */
  itemId: string | null;
  /** The worst that the work item says. */
  told: AlarmStatus | null;
  /** Tries that Jira answered and refused, since the last that went well. */
  tries: number;
  /** The last try, when it did not go well: the next is made in another hour. */
  triedAtMs: number | null;
  /** Why nothing more is done: `lost`, it may be there and nobody knows; `gone`, somebody deleted it; `givenUp`, refused too often. */
  ended: IncidentEnd | null;
}

export const incidentEnds = ['lost', 'gone', 'givenUp'] as const;
export type IncidentEnd = (typeof incidentEnds)[number];

export const alarmStatuses = ['near', 'exhausted'] as const;
export type AlarmStatus = (typeof alarmStatuses)[number];

/** What Jira made of a step. `shut`: it serves nothing now; `lost`: no answer came, so a work item may or may not be there. */
export type StepOutcome =
  | { kind: 'done'; itemId: string }
  | { kind: 'shut' | 'notAllowed' | 'noProject' | 'refused' | 'lost' | 'gone' };

export type IncidentStep = 'make' | 'tellWorse' | 'resolve' | 'forget';

const mostTries = 5;
/** A pool that runs dry every hour is one incident, so it is over only when most of an hour stayed calm. */
const calmForMs = 50 * 60_000;
const waitsAtMostMs = 24 * 3_600_000;

export function worstOf({ exhaustedSinceMs }: Incident): AlarmStatus {
  return exhaustedSinceMs === null ? 'near' : 'exhausted';
}

export interface Situation {
  /** Jira is known to refuse the app's calls, so none is made. */
  isShut: boolean;
  /** When an administrator last chose the project: a try from before says nothing of it. */
  savedAtMs: number;
  nowMs: number;
}

/** What is to be done about an incident now; `null` for nothing. */
export function stepOf(incident: Incident, { isShut, savedAtMs, nowMs }: Situation): IncidentStep | null {
  const { calmSinceMs, itemId, told, triedAtMs, ended, sinceMs } = incident;
  const isOver = calmSinceMs !== null && nowMs - calmSinceMs >= calmForMs;
  if (ended !== null) return isOver ? 'forget' : null;
  if (itemId === null && nowMs - sinceMs > waitsAtMostMs) return 'forget';
  const hasTried = triedAtMs !== null && triedAtMs >= savedAtMs && hourOf(triedAtMs) >= hourOf(nowMs);
  if (isShut || hasTried) return null;
  if (itemId === null) return 'make';
  if (told !== worstOf(incident)) return 'tellWorse';
  return isOver ? 'resolve' : null;
}

/** The incident after a step; `null` when nothing more is to be done about it. */
export function afterStep(
  incident: Incident,
  step: IncidentStep,
  outcome: StepOutcome,
  nowMs: number,
): Incident | null {
  const tried = { ...incident, triedAtMs: nowMs };
  switch (outcome.kind) {
    case 'done':
      if (step === 'resolve') return null;
      return { ...incident, itemId: outcome.itemId, told: worstOf(incident), tries: 0, triedAtMs: null };
    case 'shut':
      return tried;
    case 'lost':
    case 'gone':
      return { ...incident, ended: outcome.kind };
    case 'notAllowed':
    case 'noProject':
    case 'refused': {
      const tries = incident.tries + 1;
      return { ...tried, tries, ended: tries < mostTries ? null : 'givenUp' };
    }
  }
}

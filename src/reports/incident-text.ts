/** What the work item about an incident says. In English, since nobody knows who will read it. */
import { hourOf } from '../usage/hour';
import { worstOf, type Incident } from '../insights/incidents/incident';
import { delayText } from '../limits/delay-text';
import { nextHourMs } from '../limits/hour';
import { poolName, whole } from './words';

export interface ItemText {
  summary: string;
  /** Paragraphs. */
  body: string[];
}

/** @param appName whose calls these are; `null` for the gauge itself */
export function itemText(incident: Incident, appName: string | null, nowMs: number): ItemText {
  const { pool, exhaustedSinceMs, sinceMs, enforcement } = incident;
  const name = `${appName ?? 'Points Gauge'}, ${poolName(pool)}`;
  const isEmpty = worstOf(incident) === 'exhausted';
  const happens = isEmpty
    ? `The hourly pool of API points is empty since ${clock(exhaustedSinceMs ?? sinceMs)}.`
    : `The hourly pool of API points is near its limit since ${clock(sinceMs)}.`;
  return {
    summary: `API points ${isEmpty ? 'used up' : 'running low'}: ${name}`,
    body: [
      `${name}: ${happens}${used(incident)}`,
      ...(enforcement === 'beta'
        ? ['This limit is only announced: nothing is refused yet.']
        : [untilWhen(incident)]),
      'What to do: put off imports, bulk changes and scheduled work until then. Points Gauge, in the administration of apps, shows which endpoints and routes spend most, and what others draw.',
      ...(hourOf(nowMs) > hourOf(sinceMs)
        ? [`This work item is late: it could not be made in the hour of the alarm. Made at ${clock(nowMs)}.`]
        : []),
      'Points Gauge comments here if it gets worse, and closes this work item when it is over.',
    ],
  };
}

/** Of a test by an administrator: nothing has happened. @param percents of the thresholds that make a work item */
export function testItemText(appName: string | null, percents: readonly number[], nowMs: number): ItemText {
  const name = appName ?? 'Points Gauge';
  return {
    summary: `Test, nothing to do: API points running low: ${name}`,
    body: [
      `This is a test that an administrator made at ${clock(nowMs)}. No pool of API points runs low because of it.`,
      `${name} makes a work item like this one from ${percents.map((percent) => `${percent}%`).join(', ')} of a pool on, or when a pool is empty or about to be.`,
      'Points Gauge closes this work item at once.',
    ],
  };
}

/** The comment where the workflow has no way to close the test's work item. */
export const testOverText = [
  'The test is over. This workflow has no step to done that Points Gauge can take, so please close the work item.',
];

/** The comment for when a pool that was near its limit is empty. */
export function worseText(incident: Incident): string[] {
  const { exhaustedSinceMs, sinceMs, enforcement } = incident;
  const empty = `It got worse: the pool is empty since ${clock(exhaustedSinceMs ?? sinceMs)}.${used(incident)}`;
  return enforcement === 'beta' ? [empty] : [empty, untilWhen(incident)];
}

/** The comment where the workflow has no way to close the work item. */
export function overText({ calmSinceMs }: Incident, nowMs: number): string[] {
  return [
    `It is over: no alarm since ${clock(calmSinceMs ?? nowMs)}. This workflow has no step to done that Points Gauge can take, so please close the work item.`,
  ];
}

function untilWhen(incident: Incident): string {
  const { exhaustedSinceMs, sinceMs } = incident;
  const fullAtMs = nextHourMs(exhaustedSinceMs ?? sinceMs);
  const users = delayText({ what: 'data', untilMs: fullAtMs, language: 'en', timeZone: 'UTC' });
  const refused = exhaustedSinceMs === null ? 'Once it is empty, calls are refused' : 'Calls are refused';
  return `${refused} with status 429 until ${clock(fullAtMs)}, when the pool is full again. For the people who use the app (times in UTC): “${users}”`;
}

function used({ usedPoints, quotaPoints }: Incident): string {
  if (usedPoints === null) return '';
  const of = quotaPoints === null ? '' : ` of ${whole(quotaPoints)}`;
  return ` At least ${whole(usedPoints)}${of} points were gone then.`;
}

/** `2026-11-22 17:05 UTC`. */
function clock(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

import type { Forge } from '../emulator/forge/forge';

/** Chance as an argument: the same sequence makes the same month. */
export type Random = () => number;

export interface Workload {
  forge: Forge;
  installationId: string;
  /** Account ids of people who use the app. */
  people: readonly string[];
  issueKeys: readonly string[];
  random: Random;
}

function one<T>(values: readonly T[], random: Random): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('The workload has nothing to choose from.');
  return value;
}

/** Somebody opens an issue with the app's panel on it. */
export async function viewIssue({
  forge,
  installationId,
  people,
  issueKeys,
  random,
}: Workload): Promise<void> {
  await forge.invokeResolver({
    installationId,
    moduleKey: 'radar-panel-module',
    functionKey: 'show',
    payload: { key: one(issueKeys, random) },
    accountId: one(people, random),
  });
}

/** Somebody opens the page of a project's releases. */
export async function viewRelease(workload: Workload): Promise<void> {
  const { forge, installationId, people, issueKeys, random } = workload;
  await forge.invokeResolver({
    installationId,
    moduleKey: 'radar-release-module',
    functionKey: 'show',
    payload: { project: one(issueKeys, random).split('-')[0] },
    accountId: one(people, random),
  });
}

/** Somebody changes an issue, and Jira tells the app. */
export async function changeIssue({ forge, installationId, issueKeys, random }: Workload): Promise<void> {
  const issue = { key: one(issueKeys, random) };
  await forge.publishEvent(installationId, 'avi:jira:updated:issue', { issue });
}

/** An administrator has the index rebuilt: thousands of points. */
export async function rebuild({ forge, installationId, people, random }: Workload): Promise<void> {
  await forge.invokeResolver({
    installationId,
    moduleKey: 'radar-admin-module',
    functionKey: 'rebuild',
    payload: {},
    accountId: one(people, random),
  });
}

export interface HourPlan {
  views: number;
  releases: number;
  changes: number;
  rebuilds: number;
}

/**
 * What people do in an hour: mornings of weekdays peak, weekends are quieter, nights too but for the nightly rebuild at
 * two, and now and then it is far too much.
 */
export function planHour(hourStartMs: number, random: Random): HourPlan {
  const at = new Date(hourStartMs);
  const weekday = at.getUTCDay() >= 1 && at.getUTCDay() <= 5;
  const hour = at.getUTCHours();
  const busyness = (busyByHour[hour] ?? 0) * (weekday ? 1 : 0.6);
  const swing = 0.7 + 0.6 * random();
  const isMorning = hour >= 8 && hour < 12;
  const chance = random();
  const isWall = isMorning && chance < (weekday ? 0.05 : 0.02);
  const isHeavy = isMorning && chance < (weekday ? 0.3 : 0.15);
  // Chance rounds: an hour with 0.4 of them on average has one now and then.
  const usual = Math.floor(2 * busyness * swing + random()) + (hour === 2 ? 1 : 0);
  return {
    views: Math.round(14 * busyness * swing),
    releases: Math.round(8 * busyness * swing),
    changes: Math.round(10 * busyness * swing),
    rebuilds: isWall ? 10 : isHeavy ? 4 + Math.floor(random() * 4) : usual,
  };
}

/** Share of the peak, by hour UTC: a company with offices around the world, most of it in Europe. */
const busyByHour: readonly number[] = [
  0.25, 0.25, 0.2, 0.2, 0.2, 0.25, 0.35, 0.5, 0.8, 1, 1, 0.9, 0.7, 0.75, 0.8, 0.75, 0.65, 0.55, 0.5, 0.45,
  0.4, 0.35, 0.3, 0.25,
];

/** Lives through a stretch of time: the app's own functions run, hour by hour, and the gauge writes down what they spend. */
import type { HandoverClock } from './handover-clock';
import { changeIssue, planHour, rebuild, viewIssue, viewRelease, type Workload } from './workload';
import { hourMs } from '../src/time';

/** The first ones catch the schedules of an installation, which run some minutes after it was made. */
const tickMinutes = [6, 12, 18, 24, 30, 36, 42, 48, 54] as const;

export interface PastOptions {
  workload: Workload;
  clock: HandoverClock;
  untilMs: number;
  /** After every hour lived. */
  onHour: (hourStartMs: number) => void;
}

/** From the clock's present to `untilMs`. */
export async function liveThrough({ workload, clock, untilMs, onHour }: PastOptions): Promise<void> {
  while (clock.now() < untilMs) {
    const fromMs = clock.now();
    const hourStartMs = fromMs - (fromMs % hourMs);
    const endMs = Math.min(hourStartMs + hourMs, untilMs);
    await liveHour(workload, clock, hourStartMs, endMs);
    clock.moveTo(endMs);
    onHour(hourStartMs);
  }
}

async function liveHour(
  workload: Workload,
  clock: HandoverClock,
  hourStartMs: number,
  endMs: number,
): Promise<void> {
  const { random, forge } = workload;
  const plan = planHour(hourStartMs, random);
  const deeds = [
    ...Array.from({ length: plan.views }, () => viewIssue),
    ...Array.from({ length: plan.releases }, () => viewRelease),
    ...Array.from({ length: plan.changes }, () => changeIssue),
    ...Array.from({ length: plan.rebuilds }, () => rebuild),
  ]
    .map((deed) => ({ deed, atMs: hourStartMs + Math.floor(random() * hourMs) }))
    // Schedules and events in between, whatever people do.
    .concat(tickMinutes.map((minute) => ({ deed: () => forge.tick(), atMs: hourStartMs + minute * 60_000 })))
    .sort((a, b) => a.atMs - b.atMs);
  for (const { deed, atMs } of deeds) {
    if (atMs < clock.now() || atMs >= endMs) continue;
    clock.moveTo(atMs);
    await deed(workload);
  }
  clock.moveTo(endMs);
  await forge.tick();
}

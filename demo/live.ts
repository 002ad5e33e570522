import type { Forge } from '../emulator/forge/forge';
import { changeIssue, rebuild, viewIssue, viewRelease, type Workload } from './workload';

const tickMs = 1_000;
const deedMs = 3_000;
/** About once in 20 minutes. */
const rebuildShare = 1 / 400;

/** Real time: schedules and events every second, and somebody does something every few. @returns how to stop it. */
export function goLive(
  forges: readonly Forge[],
  workloads: readonly Workload[],
  random: () => number,
): () => void {
  const [first] = workloads;
  // So that the first look has something to see.
  if (first !== undefined) void rebuild(first);
  const ticking = setInterval(() => {
    for (const forge of forges) void forge.tick();
  }, tickMs);
  const working = setInterval(() => {
    const workload = workloads[Math.floor(random() * random() * workloads.length)];
    if (workload === undefined) return;
    const chance = random();
    if (chance < rebuildShare) void rebuild(workload);
    else if (chance < 0.02) void viewRelease(workload);
    else if (chance < 0.65) void viewIssue(workload);
    else void changeIssue(workload);
  }, deedMs);
  return () => {
    clearInterval(ticking);
    clearInterval(working);
  };
}

/** The past that a first look at the page shows: made by running the app, never by writing figures into storage. */
import { readManifest } from '../emulator/forge/manifest';
import { startForge, type Forge } from '../emulator/forge/forge';
import type { Installation } from '../emulator/forge/installation';
import { createStorageService } from '../emulator/forge/storage/service';
import type { Site } from '../emulator/cloud/world/site';
import { readFileSync } from 'node:fs';
import { HandoverClock } from './handover-clock';
import { liveThrough } from './past';
import { seededRandom } from './random';
import type { Workload } from './workload';
import { createWorld, type World } from './world';
import { dayMs, hourMs } from '../src/time';

const longestHistoryMs = 20_000;
/** A Tuesday, two hours before work begins. */
const trialStartMs = Date.UTC(2026, 0, 6, 4);

export interface HistoryOptions {
  world: World;
  databaseFile: string;
  /** `null`: the app is installed at the clock's present time. */
  installations: readonly Installation[] | null;
  site: Site;
  untilMs: number;
  onHour: (hourStartMs: number) => void;
}

/** @returns the installations that lived through it. */
export async function makeHistory(options: HistoryOptions): Promise<Installation[]> {
  const { world, site } = options;
  const { entities } = readManifest(readFileSync(world.demo.manifestFile, 'utf8'));
  const storage = createStorageService({ file: options.databaseFile, clock: world.clock, entities });
  try {
    const forge = startForge({
      ...world.demo,
      clock: world.clock,
      storage,
      cloud: { handle: world.handle },
      installations: options.installations ?? [],
    });
    if (options.installations === null) {
      await forge.install({ cloudId: site.cloudId, siteUrl: site.address, environmentType: 'PRODUCTION' });
    }
    const installed = forge.installations.find(({ cloudId }) => cloudId === site.cloudId);
    if (installed === undefined) throw new Error(`The demo is not installed on ${site.name}.`);
    const random = seededRandom(Math.floor(world.clock.now() / dayMs));
    const workload = workloadOf(forge, installed, site, random);
    await liveThrough({ workload, clock: world.clock, untilMs: options.untilMs, onHour: options.onHour });
    return forge.installations;
  } finally {
    storage.close();
  }
}

export function workloadOf(
  forge: Forge,
  installed: Installation,
  site: Site,
  random: () => number,
): Workload {
  return {
    forge,
    installationId: installed.id,
    people: site.people.all().map((person) => person.accountId),
    issueKeys: site.projects.list.flatMap(({ key }) =>
      Array.from({ length: 40 }, (_, n) => `${key}-${String(n + 1)}`),
    ),
    random,
  };
}

/** How many days can be lived in 20 s on this machine, tried with half of one: a month, or a week where that takes longer. */
export async function affordableDays(projectRoot: string): Promise<30 | 7> {
  const world = createWorld(projectRoot, new HandoverClock(trialStartMs));
  const [site] = world.cloud.sites;
  if (site === undefined) throw new Error('The cloud has no site.');
  let timedFromMs = performance.now();
  await makeHistory({
    world,
    databaseFile: ':memory:',
    installations: null,
    site,
    untilMs: trialStartMs + 14 * hourMs,
    onHour: (hourStartMs) => {
      // The hours before are for the engine to warm up.
      if (hourStartMs === trialStartMs + hourMs) timedFromMs = performance.now();
    },
  });
  // Twelve working hours are a weekday; a day of a weekend is half of one.
  const monthMs = (performance.now() - timedFromMs) * (22 + 8 * 0.5);
  return monthMs > longestHistoryMs ? 7 : 30;
}

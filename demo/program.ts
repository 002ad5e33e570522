/** What `npm start` runs once everything is built. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../emulator/cloud/world/site';
import { startForge, type Forge } from '../emulator/forge/forge';
import type { LogEntry } from '../emulator/forge/forge-options';
import { readManifest } from '../emulator/forge/manifest';
import { createStorageService } from '../emulator/forge/storage/service';
import type { HostSite } from '../emulator/host/host-options';
import { assertPortFree, startHost } from '../emulator/host/server';
import { DataFolder, type CloudState } from './data-folder';
import { HandoverClock } from './handover-clock';
import { startFleetDemo, type RunningFleetDemo } from './fleet/program';
import { affordableDays, makeHistory, workloadOf } from './history';
import { goLive } from './live';
import { ProgramError, type ProgramOptions } from './options';
import { createWorld, type World } from './world';
import { dayMs } from '../src/time';

const saveMs = 10_000;

export interface Program {
  url: string;
  /** The next invocations run what was built last. An app whose bundle cannot be loaded is told of, and goes on as it was. */
  loadApps: () => void;
  stop: () => Promise<void>;
}

/** @throws ProgramError, PortInUseError, StorageFileError: their messages are for the person at the terminal. */
export async function startProgram(
  options: ProgramOptions,
  projectRoot: string,
  say: (line: string) => void,
): Promise<Program> {
  await assertPortFree(options.port);
  const folder = new DataFolder(options.dataFolder);
  folder.lock(process.pid);
  try {
    if (options.fresh) folder.forget();
    return await run(options, folder, projectRoot, say);
  } catch (error) {
    folder.unlock();
    throw error;
  }
}

async function run(
  options: ProgramOptions,
  folder: DataFolder,
  projectRoot: string,
  say: (line: string) => void,
): Promise<Program> {
  const state = folder.readState();
  const { world, demo } = await livePast(folder, state, projectRoot, say);
  world.clock.goLive();

  let url = 'http://localhost';
  const { entities } = readManifest(readFileSync(world.gauge.manifestFile, 'utf8'));
  const storage = createStorageService({ file: folder.databaseFile, clock: world.clock, entities });
  const common = {
    clock: world.clock,
    storage,
    cloud: { handle: world.handle },
    webTriggerBaseUrl: () => url,
    onLog: ({ level, message }: LogEntry) => {
      if (level === 'error' || level === 'warn') say(`[app] ${message}`);
    },
  };
  const radar = startForge({ ...world.demo, ...common, installations: demo });
  const gauge = startForge({ ...world.gauge, ...common, installations: state?.gauge ?? [] });
  const [acme] = world.cloud.sites;
  await installWhereMissing(radar, world.cloud.sites);
  if (acme !== undefined) await installWhereMissing(gauge, [acme]);

  if (options.asksConsent) askEverybody([radar, gauge], world.cloud.sites);

  const pageFolder = join(projectRoot, 'static', 'dashboard', 'dist');
  const host = await startHost(
    {
      apps: [
        { key: 'release-radar', title: 'Release Radar, with the gauge in it', forge: radar, pageFolder },
        { key: 'points-gauge', title: 'Points Gauge by itself', forge: gauge, pageFolder },
      ],
      sites: world.cloud.sites.map(hostSite),
      projectRoot,
      pageServerUrl: options.pageServerUrl,
      handleCloud: world.handle,
      onLog: say,
    },
    options.port,
  );
  url = host.url;

  const save = (): void => {
    folder.writeState({
      demo: radar.installations,
      gauge: gauge.installations,
      livedUntilMs: world.clock.now(),
    });
  };
  save();
  const saving = setInterval(save, saveMs);
  const workloads = radar.installations.flatMap((installed) => {
    const site = world.cloud.sites.find(({ cloudId }) => cloudId === installed.cloudId);
    return site === undefined ? [] : [workloadOf(radar, installed, site, Math.random)];
  });
  const rest = goLive([radar, gauge], workloads, Math.random);
  const loadApps = (): void => {
    loadApp(radar, world.demo.bundleFile, say);
    loadApp(gauge, world.gauge.bundleFile, say);
  };
  const fleet = options.fleetPort === null ? null : startFleet(options.fleetPort, folder, projectRoot, say);
  const stop = async (): Promise<void> => {
    await fleet?.stop();
    rest();
    clearInterval(saving);
    await host.close();
    save();
    storage.close();
    folder.unlock();
  };
  return { url, loadApps, stop };
}

/** The page of all sites comes when its store is open: the pages of the one site do not wait for it, and live without it. */
function startFleet(
  port: number,
  { fleetFolder }: DataFolder,
  projectRoot: string,
  say: (line: string) => void,
): RunningFleetDemo {
  const fleet = startFleetDemo({
    folder: fleetFolder,
    pageFolder: join(projectRoot, '.cache', 'fleet-page'),
    port,
    say: (line) => {
      say(`[fleet] ${line}`);
    },
  });
  fleet.ready.then(
    (url) => {
      say(`All sites of an app, as its owner sees them, are at ${url}`);
    },
    (error: unknown) => {
      say(
        `[fleet] The page of all sites is not there: ${error instanceof Error ? error.message : String(error)}`,
      );
    },
  );
  return fleet;
}

/**
 * Brings the demo's site up to now. A gap since the last run is lived through as well: the page opens with the last 24
 * hours, and an empty day would show nothing of what the app does.
 */
async function livePast(
  folder: DataFolder,
  state: CloudState | null,
  projectRoot: string,
  say: (line: string) => void,
): Promise<{ world: World; demo: CloudState['demo'] }> {
  const untilMs = Date.now();
  const days = state === null ? await affordableDays(projectRoot) : 30;
  const fromMs = Math.max(untilMs - days * dayMs, state?.livedUntilMs ?? 0);
  const world = createWorld(projectRoot, new HandoverClock(fromMs));
  const [site] = world.cloud.sites;
  if (site === undefined) throw new ProgramError('The development cloud has no site.');
  if (state === null) {
    say(`First start: living through ${days} days at ${site.address}, which takes some seconds …`);
    folder.beginUnfinished();
  }
  let shownDay = -1;
  const startedAtMs = Date.now();
  const demo = await makeHistory({
    world,
    site,
    untilMs,
    databaseFile: state === null ? folder.unfinishedFile : folder.databaseFile,
    installations: state?.demo ?? null,
    onHour: (hourStartMs) => {
      const day = Math.floor((hourStartMs - fromMs) / dayMs);
      if (day === shownDay) return;
      shownDay = day;
      if (day > 0 && day % 5 === 0) say(`  day ${day} of ${Math.ceil((untilMs - fromMs) / dayMs)}`);
      // What is lived is lived: a kill here must not live it a second time.
      if (state !== null) folder.writeState({ ...state, livedUntilMs: hourStartMs });
    },
  });
  if (state === null) {
    folder.finish();
    say(`  done in ${Math.round((Date.now() - startedAtMs) / 1000)} s; the next start takes seconds.`);
  }
  return { world, demo };
}

function loadApp(forge: Forge, bundleFile: string, say: (line: string) => void): void {
  try {
    forge.isolates.reload();
    say(`[dev] ${bundleFile} was loaded again`);
  } catch (error) {
    say(`[dev] ${bundleFile} cannot be loaded, the app goes on as it was: ${String(error)}`);
  }
}

async function installWhereMissing(forge: Forge, sites: readonly Site[]): Promise<void> {
  for (const site of sites) {
    if (forge.installations.some(({ cloudId }) => cloudId === site.cloudId)) continue;
    await forge.install({ cloudId: site.cloudId, siteUrl: site.address, environmentType: 'PRODUCTION' });
  }
}

/** Everybody whom the host shows the page to is asked by each app once. */
function askEverybody(forges: readonly Forge[], sites: readonly Site[]): void {
  for (const forge of forges)
    for (const { id, cloudId } of forge.installations) {
      const site = sites.find((known) => known.cloudId === cloudId);
      for (const { accountId } of site === undefined ? [] : hostSite(site).people)
        forge.consents.require(id, accountId);
    }
}

function hostSite(site: Site): HostSite {
  const everybody = site.people.all();
  const admin = everybody.find((person) => person.admin);
  const member = everybody.find((person) => !person.admin);
  return {
    name: site.name,
    cloudId: site.cloudId,
    siteUrl: site.address,
    people: [
      ...(admin === undefined ? [] : [{ ...pick(admin), role: 'admin' as const }]),
      ...(member === undefined ? [] : [{ ...pick(member), role: 'member' as const }]),
    ],
  };
}

function pick({ accountId, displayName }: { accountId: string; displayName: string }) {
  return { accountId, displayName };
}

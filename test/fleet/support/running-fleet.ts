/** The command with its server, over sites that print into an emulated cloud, in a time that stands until the test moves it. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askAlone } from '../../support/ask-alone';
import { ManualClock } from '../../../emulator/clock';
import { createCloud, type Cloud } from '../../../emulator/cloud/cloud';
import { cloudFetch } from '../../../emulator/cloud/cloud-fetch';
import { fleet } from '../../../fleet/command';
import type { FleetOverview } from '../../../fleet/pages/contract';
import type { HourLine } from '../../../src/fleet-line/line';
import { writeLine } from '../../../src/fleet-line/write-line';
import type { Route } from '../../../src/model';
import { hourMs } from '../../../src/time';
import { until } from '../../support/until';
import { beginFolder } from './empty-database';
import { appId, owner, siteIdOf } from './printed-fleet';

/** Within an hour, whenever the test runs. */
export const startMs = Date.UTC(2026, 10, 27, 14, 37);

export interface PrintedUse {
  site: number;
  route?: Route;
  template?: string;
  requests: number;
  points: number;
  refused?: number;
  /** Of them: since the pool of all sites was empty. */
  refusedByPool?: number;
  remainingPoints?: number;
}

export interface RunningFleet {
  url: string;
  clock: ManualClock;
  environmentId: string;
  cloud: Cloud;
  /** What the command wrote. */
  said: { out: string; err: string };
  /** Each site prints a line of the running hour; a later one holds all of the hour. */
  print(...uses: readonly PrintedUse[]): void;
  /** Until a page asked for it shows what was printed. */
  look(): Promise<FleetOverview>;
  overview(): Promise<FleetOverview>;
  /** @returns the exit code */
  stop(): Promise<number>;
}

let number = 0;

export async function startFleet(
  args: readonly string[] = [],
  env: Record<string, string> = {},
  given: { folder?: string; clock?: ManualClock; cloud?: Cloud } = {},
): Promise<RunningFleet> {
  const clock = given.clock ?? new ManualClock(startMs);
  const cloud = given.cloud ?? createCloud({ clock, owner: { accounts: [owner], knownApps: [appId] } });
  const own = mkdtempSync(join(tmpdir(), 'points-gauge-running-'));
  const folder = given.folder ?? join(own, 'data');
  if (!existsSync(folder)) beginFolder(folder);
  mkdirSync(join(own, 'page'));
  writeFileSync(join(own, 'page', 'fleet.html'), '<!doctype html><title>the page</title>');
  const environmentId = cloud.owner?.environmentId(appId, 'PRODUCTION') ?? '';
  const said = { out: '', err: '' };
  const ending = new AbortController();
  let opened: (url: string) => void = () => undefined;
  const address = new Promise<string>((resolve) => {
    opened = resolve;
  });
  const running = fleet(
    [
      ...['--app', appId, '--environment', environmentId, '--data', folder],
      ...['--listen', '127.0.0.1:0', ...args],
    ],
    {
      out: { write: (text) => (said.out += text) },
      err: {
        write: (text) => {
          said.err += text;
          const shown = /The page is at (\S+)/.exec(said.err)?.[1];
          if (shown !== undefined) opened(shown);
        },
      },
      env: { ATLASSIAN_EMAIL: owner.email, ATLASSIAN_API_TOKEN: owner.apiToken, ...env },
      // Atlassian's gateway is the emulated one; a webhook of the owner is where it says.
      fetch: (input, init) =>
        new URL(input instanceof Request ? input.url : input).hostname === '127.0.0.1'
          ? fetch(input, init)
          : cloudFetch(cloud)(input, init),
      pageFolder: join(own, 'page'),
      now: () => clock.now(),
      // The time stands: what is due is done in a moment, and the rest is once the test moves it.
      wait: async (_ms, signal) => {
        await sleep(100, undefined, { signal }).catch(() => undefined);
      },
      stopped: ending.signal,
    },
  );
  // Whoever asks it then is told why it is not there.
  const ended = running.then((code) => {
    throw new Error(`The fleet ended with ${String(code)}: ${said.err}`);
  });
  const url = await Promise.race([address, ended]);
  const overview = async (): Promise<FleetOverview> => {
    const response = await askAlone(`${url}/api/overview?at=${String(performance.now())}`).catch(
      (error: unknown) => Promise.race([ended, sleep(1_000).then(() => Promise.reject(error as Error))]),
    );
    const { data } = (await response.json()) as { data: FleetOverview };
    return data;
  };
  return {
    ...{ url, clock, environmentId, cloud, said, overview },
    print: (...uses) => {
      for (const use of uses) print(cloud, clock.now(), use);
    },
    look: async () => {
      clock.advance(3 * 60_000);
      const wantedMs = clock.now();
      await until('the fleet has looked at the newest lines', async () => {
        const { collection } = await overview();
        return (collection.lookedAtMs ?? 0) >= wantedMs - 60_000;
      });
      return overview();
    },
    stop: async () => {
      ending.abort();
      const code = await running;
      rmSync(own, { recursive: true, force: true });
      return code;
    },
  };
}

function print(cloud: Cloud, atMs: number, use: PrintedUse): void {
  const { site, route = 'forge.asApp', template = '/rest/api/3/search/jql', requests, points } = use;
  const sum = {
    requests,
    lowMilli: points * 900,
    likelyMilli: points * 1_000,
    highMilli: points * 1_500,
    refused: use.refused ?? 0,
  };
  number += 1;
  const line: HourLine = {
    kind: 'hour',
    from: {
      installation: site.toString(16).padStart(8, '0'),
      ...{ gauge: '0.1.0', site: `site-${String(site)}.atlassian.net`, edition: null, users: null },
    },
    pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
    ...{ hour: Math.floor(atMs / hourMs), number, atMs: atMs - 60_000, routes: { [route]: sum } },
    refusals: use.refusedByPool === undefined ? {} : { quotaGlobal: use.refusedByPool },
    endpoints: [{ route, method: 'GET', template, ...sum }],
    readings:
      use.remainingPoints === undefined
        ? []
        : [
            {
              policy: 'global-app-quota',
              enforcement: 'enforced',
              ...{ quotaPoints: 65_000, remainingPoints: use.remainingPoints, atMs: atMs - 60_000 },
            },
          ],
  };
  cloud.owner?.log({
    ...{ atMs: atMs - 60_000, app: appId, environment: 'PRODUCTION' },
    ...{ installationContext: `ari:cloud:jira::site/${siteIdOf(site)}`, level: 'info' },
    ...{ message: writeLine(line), invocationId: 'i', functionKey: 'pg-rollup', appVersion: '3.0.0' },
  });
}

/** The second address of `npm start`: `points-gauge fleet`, as an owner starts it, over an app on many emulated sites. */
import { join } from 'node:path';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { createCloud } from '../../emulator/cloud/cloud';
import { cloudFetch } from '../../emulator/cloud/cloud-fetch';
import { fleet } from '../../fleet/command';
import { atlassianGateway } from '../../fleet/gateway';
import { hourMs } from '../../src/time';
import { SimulatedSites } from './simulated-sites';
import { Teller } from './teller';

export interface FleetDemoOptions {
  /** Where its figures are kept. */
  folder: string;
  pageFolder: string;
  /** 0 takes any free one. */
  port: number;
  /** What the command says. */
  say: (line: string) => void;
}

export interface RunningFleetDemo {
  /** Resolves with the address once the page is served; rejects with what the command said where it is not. */
  ready: Promise<string>;
  stop: () => Promise<void>;
}

const sites = 48;
const seed = 20_261_127;
const toldDays = 14;
/** At four queries a minute a day of counts takes 24 minutes. */
const countedDays = 2;
const dayMs = 86_400_000;
const tellEveryMs = 10_000;
const appId = 'f1ee7000-0000-4000-8000-000000000048';
const owner = { email: 'owner@example.com', apiToken: 'an-emulated-token', owns: [appId] };

export function startFleetDemo({ folder, pageFolder, port, say }: FleetDemoOptions): RunningFleetDemo {
  const beganMs = Date.now();
  const world = new SimulatedSites(sites, seed, Math.floor(beganMs / hourMs));
  const cloud = createCloud({
    clock: { now: () => Date.now() },
    sites: world.sites.map(({ cloudId, host, edition, statedUsers }) => ({
      ...{ cloudId, edition, name: host.replace(/\..*$/, ''), users: statedUsers ?? 10, people: [] },
    })),
    // A minute's counts come some seconds to minutes after its end, as on Atlassian's side.
    owner: { accounts: [owner], knownApps: [appId], metrics: { delayMs: 150_000 } },
  });
  const told = cloud.owner;
  if (told === null) throw new Error('The emulated cloud tells no owner anything.');
  const firstMs = beganMs - toldDays * dayMs;
  const teller = new Teller(world, told, appId, firstMs, beganMs - countedDays * dayMs);
  /** In pieces: the other address of this program is asked meanwhile. */
  const tellPast = async (): Promise<void> => {
    for (let untilMs = firstMs; untilMs < beganMs - hourMs; untilMs += 12 * hourMs) {
      teller.tellUntil(Math.min(untilMs, beganMs - hourMs), false);
      await setImmediate();
    }
    teller.tellUntil(beganMs - hourMs, false);
    teller.tellUntil(Date.now(), true);
  };
  let telling: NodeJS.Timeout | undefined;
  const ending = new AbortController();
  let heard = '';
  let settle: { resolve: (url: string) => void; reject: (error: Error) => void } | null = null;
  const ready = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject };
  });
  const err = (text: string): void => {
    heard += text;
    const url = /The page is at (\S+)/.exec(text)?.[1];
    if (url === undefined) say(text.trimEnd());
    else settle?.resolve(url);
  };
  const collect = (): Promise<number> =>
    fleet(
      [
        ...['--app', appId, '--environment', told.environmentId(appId, 'PRODUCTION')],
        ...[
          '--gateway',
          atlassianGateway,
          '--data',
          join(folder, 'data'),
          '--listen',
          `127.0.0.1:${String(port)}`,
        ],
      ],
      {
        out: { write: () => undefined },
        err: { write: err },
        env: { ATLASSIAN_EMAIL: owner.email, ATLASSIAN_API_TOKEN: owner.apiToken },
        // Whatever the address, the emulated cloud answers: nothing leaves this machine.
        fetch: cloudFetch(cloud),
        pageFolder,
        now: () => Date.now(),
        wait: async (ms, signal) => {
          await sleep(ms, undefined, { signal }).catch(() => undefined);
        },
        stopped: ending.signal,
      },
    );
  const run = async (): Promise<void> => {
    await tellPast();
    if (ending.signal.aborted) return;
    telling = setInterval(() => {
      teller.tellUntil(Date.now(), true);
    }, tellEveryMs);
    await collect();
  };
  const running = run().finally(() => {
    clearInterval(telling);
    settle?.reject(new Error(heard.trim()));
  });
  // Who waits for it is told by `ready`.
  running.catch(() => undefined);
  return {
    ready,
    stop: async () => {
      clearInterval(telling);
      ending.abort();
      await running;
    },
  };
}

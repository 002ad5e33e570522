/** Sites that print lines into an emulated cloud for some hours, and the truth of what they printed. */
import { ManualClock } from '../../../emulator/clock';
import { createCloud, type Cloud } from '../../../emulator/cloud/cloud';
import { cloudFetch } from '../../../emulator/cloud/cloud-fetch';
import type { OwnerOptions } from '../../../emulator/cloud/owner/owner-options';
import type { HourLine } from '../../../src/fleet-line/line';
import { writeLine } from '../../../src/fleet-line/write-line';
import { hourMs } from '../../../src/time';

export const appId = '8ce114f4-d82c-45e2-b4fb-c6a0751d7d57';
export const owner = { email: 'owner@example.com', apiToken: 'owners-token', owns: [appId] };

const minuteMs = 60_000;
/** Five minutes before an hour begins. */
export const startMs = Date.UTC(2026, 10, 27, 9, 55);

export interface PrintedFleet {
  cloud: Cloud;
  clock: ManualClock;
  environmentId: string;
  /** Prints what is due while the clock moves there. */
  moveTo(ms: number): void;
  /** `site hour` to likely points, of lines that were printed by now. */
  truth(): Map<string, number>;
  /** In place of `fetch`, without a socket. */
  fetch: typeof fetch;
  /** Questions that came. */
  asked: URL[];
}

export const siteIdOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Every site prints each `everyMinutes` what its hour has come to: `(site + 1)` points a minute. */
export function openPrintedFleet(
  sites: number,
  { everyMinutes = 7, ...options }: OwnerOptions & { everyMinutes?: number } = {},
): PrintedFleet {
  const clock = new ManualClock(startMs);
  const cloud = createCloud({ clock, owner: { accounts: [owner], knownApps: [appId], ...options } });
  const truth = new Map<string, number>();
  const print = (site: number, atMs: number): void => {
    const hour = Math.floor(atMs / hourMs);
    const minutes = Math.floor((atMs % hourMs) / minuteMs) + 1;
    const likelyMilli = minutes * (site + 1) * 1_000;
    const sum = {
      requests: minutes,
      lowMilli: likelyMilli / 2,
      likelyMilli,
      highMilli: likelyMilli * 2,
      refused: 0,
    };
    const line: HourLine = {
      kind: 'hour',
      from: {
        installation: site.toString(16).padStart(8, '0'),
        gauge: '0.1.0',
        site: `site-${site}.atlassian.net`,
        edition: null,
        users: null,
      },
      pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
      ...{ hour, number: minutes, atMs, routes: { 'forge.asApp': sum }, refusals: {}, readings: [] },
      endpoints: [{ route: 'forge.asApp', method: 'GET', template: '/rest/api/3/myself', ...sum }],
    };
    truth.set(`${siteIdOf(site)} ${hour}`, likelyMilli / 1_000);
    cloud.owner?.log({
      ...{
        atMs,
        app: appId,
        environment: 'PRODUCTION',
        installationContext: `ari:cloud:jira::site/${siteIdOf(site)}`,
      },
      ...{
        level: 'info',
        message: writeLine(line),
        invocationId: 'i',
        functionKey: 'pg-rollup',
        appVersion: '3.0.0',
      },
    });
  };
  const asked: URL[] = [];
  return {
    cloud,
    clock,
    environmentId: cloud.owner?.environmentId(appId, 'PRODUCTION') ?? '',
    moveTo: (ms) => {
      for (let atMs = clock.now() - (clock.now() % minuteMs) + minuteMs; atMs <= ms; atMs += minuteMs) {
        clock.moveTo(atMs);
        for (let site = 0; site < sites; site += 1)
          if ((atMs / minuteMs + site) % everyMinutes === 0) print(site, atMs);
      }
      clock.moveTo(ms);
    },
    truth: () => new Map(truth),
    asked,
    fetch: cloudFetch(cloud, (url) => {
      asked.push(url);
    }),
  };
}

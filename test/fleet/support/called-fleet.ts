/** Sites whose app calls the product of an emulated cloud, and the truth of what it called by site and hour. */
import { ManualClock } from '../../../emulator/clock';
import { createCloud, type Cloud } from '../../../emulator/cloud/cloud';
import { cloudFetch } from '../../../emulator/cloud/cloud-fetch';
import type { OwnerOptions } from '../../../emulator/cloud/owner/owner-options';
import { emulatorToken } from '../../../emulator/cloud/principal';
import { hourMs, minuteMs } from '../../../src/time';
import { appId, owner, siteIdOf } from './printed-fleet';

/** Ten minutes before an hour begins. */
export const calledFromMs = Date.UTC(2026, 10, 27, 9, 50);
const ari = `ari:cloud:ecosystem::app/${appId}`;

export interface CalledFleet {
  cloud: Cloud;
  clock: ManualClock;
  environmentId: string;
  /** Makes the calls that are due while the clock moves there: of site `n`, `n + 1` each minute and route. */
  moveTo(ms: number): void;
  /** `site hour` to requests. */
  truth(): Map<string, number>;
  fetch: typeof fetch;
  asked: { url: URL; body: string }[];
}

export function openCalledFleet(sites: number, options: OwnerOptions = {}): CalledFleet {
  const clock = new ManualClock(calledFromMs);
  const person = { accountId: 'admin-1', displayName: 'Ada', admin: true };
  const cloud = createCloud({
    clock,
    sites: Array.from({ length: sites }, (_, n) => ({
      ...({
        cloudId: siteIdOf(n),
        name: `site-${n}`,
        edition: 'standard',
        users: 20,
        people: [person],
      } as const),
    })),
    owner: { accounts: [owner], knownApps: [appId], ...options },
  });
  const truth = new Map<string, number>();
  const call = (site: number, route: 'forge.asApp' | 'forge.asUser', path: string): void => {
    const token = emulatorToken({
      ...{ appId: ari, environment: 'PRODUCTION', route },
      ...(route === 'forge.asUser' ? { accountId: person.accountId } : {}),
    });
    const url = `/ex/jira/${siteIdOf(site)}${path}`;
    cloud.handle({ method: 'GET', url, headers: { authorization: `Bearer ${token}` }, body: null });
    const key = `${siteIdOf(site)} ${Math.floor(clock.now() / hourMs)}`;
    truth.set(key, (truth.get(key) ?? 0) + 1);
  };
  const asked: CalledFleet['asked'] = [];
  const inner = cloudFetch(cloud);
  return {
    ...{ cloud, clock, asked },
    environmentId: cloud.owner?.environmentId(appId, 'PRODUCTION') ?? '',
    moveTo: (ms) => {
      for (let atMs = clock.now() - (clock.now() % minuteMs) + minuteMs; atMs <= ms; atMs += minuteMs) {
        clock.moveTo(atMs);
        for (let site = 0; site < sites; site += 1)
          for (let n = 0; n <= site; n += 1) {
            call(site, 'forge.asApp', '/rest/api/3/myself');
            call(site, 'forge.asUser', `/rest/api/3/issue/WEB-${n + 1}`);
          }
        cloud.owner?.countPlatformCall({
          ...{ app: ari, environment: 'PRODUCTION', atMs, path: '/forge/entities/graphql' },
          installationContext: `ari:cloud:jira::site/${siteIdOf(0)}`,
        });
      }
      clock.moveTo(ms);
    },
    truth: () => new Map(truth),
    fetch: (input, init) => {
      asked.push({
        url: new URL(input instanceof Request ? input.url : input),
        body: typeof init?.body === 'string' ? init.body : '',
      });
      return inner(input, init);
    },
  };
}

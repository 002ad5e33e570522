/**
 * An app on many sites whose true charges are known: days and nights, a fifth of the endpoints with prices that nobody published, sites without
 * a gauge, sites that keep their logs to themselves, and hours in which the pool runs dry. Every figure follows from the seed, the site and
 * the hour, so that a past can be told again after a new start, line by line as before.
 */
import type { Edition } from '../../src/limits/tiers';
import { editions, tierQuotas } from '../../src/limits/tiers';
import { hourMs } from '../../src/time';
import type { Method, Route } from '../../src/model';
import { fraction, uuid } from '../../emulator/cloud/world/seed';

export interface SimulatedSite {
  cloudId: string;
  host: string;
  edition: Edition;
  /** As its administrator stated them; `null`: never. */
  statedUsers: number | null;
  /** `null`: its app embeds no gauge. */
  gauge: string | null;
  sharesLogs: boolean;
  /** From when on the app is there, hours since 1970; before it does nothing. */
  fromHour: number;
  /** Calls an hour at its busiest. */
  size: number;
  zoneHours: number;
}

export interface SimulatedEndpoint {
  route: Route;
  method: Method;
  template: string;
  /** As it is published, and what is really charged. */
  publishedPoints: number;
  truePoints: number;
}

/** What a site did in an hour until one of its steps: by endpoint, in the order of the app's. */
export interface SiteHour {
  site: SimulatedSite;
  requests: readonly number[];
  refused: readonly number[];
}

export interface HourStep {
  atMs: number;
  /** By Atlassian's counter: of all sites, gauge or none. */
  drawnPoints: number;
  sites: SiteHour[];
}

export interface SimulatedHour {
  hour: number;
  steps: HourStep[];
}

export const stepMs = 300_000;
const stepsAnHour = hourMs / stepMs;
const words = ['acme', 'birch', 'cobalt', 'delta', 'ember', 'fjord', 'garnet', 'harbor', 'indigo', 'juniper'];
const kinds = ['works', 'labs', 'retail', 'bank', 'media', 'health', 'energy', 'studio'];

const paths: readonly (readonly [Route, Method, string, number])[] = [
  ['forge.asApp', 'POST', '/rest/api/3/search/jql', 26],
  ['forge.asUser', 'GET', '/rest/api/3/issue/{issueIdOrKey}', 2],
  ['forge.asApp', 'GET', '/rest/api/3/issue/{issueIdOrKey}/changelog', 14],
  ['forge.asApp', 'PUT', '/rest/api/3/issue/{issueIdOrKey}', 1],
  ['forge.asUser', 'GET', '/rest/api/3/project/search', 18],
  ['forge.asApp', 'GET', '/rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}', 2],
  ['forge.asUser', 'GET', '/rest/agile/1.0/board/{boardId}/issue', 31],
  ['forge.asUserOffline', 'GET', '/rest/api/3/users/search', 20],
  ['forge.asApp', 'POST', '/rest/api/3/issue/bulkfetch', 41],
  ['forge.asUser', 'GET', '/rest/api/3/myself', 1],
];

export class SimulatedSites {
  readonly sites: readonly SimulatedSite[];
  readonly endpoints: readonly SimulatedEndpoint[];

  /** @param nowHour the newest hour: sites that came later than others did so in the two weeks before it */
  constructor(
    count: number,
    private readonly seed: number,
    nowHour: number,
  ) {
    this.endpoints = paths.map(([route, method, template, publishedPoints], at) => ({
      ...{ route, method, template, publishedPoints },
      truePoints: at % 5 === 2 ? Math.round(publishedPoints * 2.4) : publishedPoints,
    }));
    this.sites = Array.from({ length: count }, (_, at) => this.siteAt(at, nowHour));
    // The busiest hours of a working day come near the wall, and a few are beyond it.
    const mean = this.endpoints.reduce((sum, { truePoints }, at) => sum + truePoints * this.mixOf(0, at), 0);
    const all = this.sites.reduce((sum, { size }) => sum + size, 0);
    this.callsPerSize = (0.62 * tierQuotas.globalPoints) / (mean * all * 0.72);
  }

  private readonly callsPerSize: number;

  hour(hour: number): SimulatedHour {
    const demand = this.sites.map((site, at) => this.demandOf(site, at, hour));
    const requests = demand.map((wanted) => wanted.map(() => 0));
    const refused = demand.map((wanted) => wanted.map(() => 0));
    let [drawn, isDry] = [0, false];
    const steps = Array.from({ length: stepsAnHour }, (_, step): HourStep => {
      // Whoever comes first in a step is served while there is something left.
      const turn = Math.floor(this.chance('turn', hour, step) * this.sites.length);
      for (let n = 0; n < this.sites.length; n += 1) {
        const at = (n + turn) % this.sites.length;
        const [wanted = [], made = [], sent = []] = [demand[at], requests[at], refused[at]];
        for (const [endpoint, { truePoints }] of this.endpoints.entries()) {
          // Whole calls by the end of each step, so that an hour's steps add up to it.
          const due =
            Math.round(((wanted[endpoint] ?? 0) * (step + 1)) / stepsAnHour) - (made[endpoint] ?? 0);
          const left = Math.floor((tierQuotas.globalPoints - drawn) / truePoints);
          const served = Math.min(due, Math.max(0, left));
          drawn += served * truePoints;
          made[endpoint] = (made[endpoint] ?? 0) + due;
          sent[endpoint] = (sent[endpoint] ?? 0) + due - served;
          isDry ||= served < due;
        }
      }
      return {
        atMs: hour * hourMs + (step + 1) * stepMs,
        // What is left is less than the next call costs: the wall.
        drawnPoints: isDry ? tierQuotas.globalPoints : drawn,
        sites: this.sites.map((site, at) => ({
          ...{ site, requests: [...(requests[at] ?? [])], refused: [...(refused[at] ?? [])] },
        })),
      };
    });
    return { hour, steps };
  }

  private siteAt(at: number, nowHour: number): SimulatedSite {
    const chance = (what: string): number => this.chance(what, at);
    const edition = editions[Math.min(3, Math.floor(chance('edition') * 4))] ?? 'standard';
    const size = Math.exp(2.6 * (chance('size') - 0.4)) * (at === 0 ? 14 : 1);
    const users = Math.round(size * 160 + 8);
    const name = `${words[at % words.length] ?? ''}-${kinds[Math.floor(at / words.length) % kinds.length] ?? ''}${at >= 80 ? `-${String(at)}` : ''}`;
    return {
      cloudId: uuid(this.seed, 'fleet site', at),
      host: `${name}.atlassian.net`,
      ...{ edition, size },
      statedUsers: chance('stated') < 0.7 ? users : null,
      gauge: chance('gauge') < 0.08 ? null : chance('old gauge') < 0.2 ? '0.0.9' : '0.1.0',
      sharesLogs: chance('logs') > 0.06 || at === 0,
      fromHour: nowHour - (chance('new') < 0.15 ? Math.floor(chance('since') * 300) : 100_000),
      zoneHours: Math.floor(chance('zone') * 3) * 4,
    };
  }

  /** Calls wanted of each endpoint. */
  private demandOf(site: SimulatedSite, at: number, hour: number): number[] {
    if (hour < site.fromHour) return this.endpoints.map(() => 0);
    const local = (hour + 24 - site.zoneHours) % 24;
    const isWeekend = ((Math.floor(hour / 24) + 4) % 7) % 6 === 0;
    const daily = 0.25 + 0.75 * Math.max(0, Math.sin((Math.PI * (local - 5)) / 14));
    const season = 0.75 + 0.5 * this.chance('season', hour);
    // The night's job of one large site: what a wall often is made of.
    const job = at === 0 && local === 13 && this.chance('job', Math.floor(hour / 24)) < 0.35 ? 3 : 1;
    const rate =
      site.size *
      this.callsPerSize *
      daily *
      season *
      (isWeekend ? 0.35 : 1) *
      job *
      (0.7 + 0.6 * this.chance('hour', at, hour));
    return this.endpoints.map((_, endpoint) =>
      Math.round(rate * this.mixOf(at, endpoint) * (0.6 + 0.8 * this.chance('calls', at, hour, endpoint))),
    );
  }

  /** Shares of a site's calls, 1 in all. */
  private mixOf(site: number, endpoint: number): number {
    const weights = paths.map((_, at) => this.chance('mix', site, at) ** 2 / (1 + at / 2));
    return (weights[endpoint] ?? 0) / weights.reduce((a, b) => a + b, 0);
  }

  private chance(...parts: (string | number)[]): number {
    return fraction(this.seed, ...parts);
  }
}

/** Prints what the simulated sites' gauges would have printed, into an emulated cloud's log: the past in two lines an hour, the present as it comes. */
import { poolId, lineOf, readingOf } from './lines';
import { stepMs, type SimulatedHour, type SimulatedSites, type SiteHour } from './simulated-sites';
import type { OwnerPort } from '../../emulator/cloud/owner/owner-options';
import { fraction } from '../../emulator/cloud/world/seed';
import { hourMs } from '../../src/time';
import { writeLine } from '../../src/fleet-line/write-line';

const stepsAnHour = hourMs / stepMs;
const minuteMs = 60_000;
const secondMs = 1_000;
/** Atlassian's headers speak of what is left past it. */
const spokenFromPoints = 0.8 * 65_000;
const readersAStep = 2;

export class Teller {
  private toldMs: number;
  /** By site: what was counted of the running hour, by endpoint. */
  private counted = new Map<string, { requests: readonly number[]; refused: readonly number[] }>();
  private current: SimulatedHour | null = null;

  constructor(
    private readonly world: SimulatedSites,
    private readonly owner: OwnerPort,
    private readonly appId: string,
    fromMs: number,
    /** Requests are counted from then on; what is older nobody would wait for. */
    private readonly countedFromMs: number,
  ) {
    this.toldMs = fromMs;
  }

  /** Prints what is due by then and was not printed. @param isLive every step of it, as a gauge does; else two an hour */
  tellUntil(untilMs: number, isLive: boolean): void {
    for (let atMs = Math.floor(this.toldMs / stepMs) * stepMs + stepMs; atMs <= untilMs; atMs += stepMs) {
      const hour = Math.floor((atMs - 1) / hourMs);
      if (this.current?.hour !== hour) {
        this.current = this.world.hour(hour);
        this.counted = new Map();
      }
      this.tellStep(this.current, Math.round((atMs - hour * hourMs) / stepMs) - 1, isLive);
      this.toldMs = atMs;
    }
  }

  private tellStep(hour: SimulatedHour, step: number, isLive: boolean): void {
    const { atMs = 0, drawnPoints = 0, sites = [] } = hour.steps[step] ?? {};
    if (atMs > this.countedFromMs) for (const one of sites) this.count(one, atMs - minuteMs);
    const printing = sites.filter(
      ({ site, requests }) => site.gauge !== null && site.sharesLogs && requests.some((count) => count > 0),
    );
    if (drawnPoints >= spokenFromPoints)
      for (let n = 0; n < readersAStep; n += 1) {
        const reader = printing[Math.floor(this.chance('reader', hour.hour, step, n) * printing.length)];
        if (reader === undefined) continue;
        this.print(
          reader.site.cloudId,
          atMs - secondMs,
          // Of the step that ends then: what was drawn by the next full hour is not of this one.
          writeLine(readingOf(reader.site, drawnPoints, atMs - secondMs)),
        );
      }
    if (!isLive && (step + 1) % (stepsAnHour / 2) !== 0) return;
    for (const one of printing) {
      // Not all at the same moment, but every time at the same.
      const printedMs = atMs - Math.floor(this.chance('moment', one.site.host, hour.hour, step) * minuteMs);
      this.print(
        one.site.cloudId,
        printedMs,
        writeLine(lineOf(one, this.world.endpoints, hour.hour, step + 1, printedMs)),
      );
    }
  }

  /** What Atlassian counts: of every site, gauge or none, whoever shares the logs. */
  private count({ site, requests, refused }: SiteHour, atMs: number): void {
    const before = this.counted.get(site.cloudId);
    this.counted.set(site.cloudId, { requests, refused });
    for (const [at, { route, template }] of this.world.endpoints.entries()) {
      const unserved = (refused[at] ?? 0) - (before?.refused[at] ?? 0);
      const served = (requests[at] ?? 0) - (before?.requests[at] ?? 0) - unserved;
      for (const [status, made] of [['2xx', served] as const, ['4xx', unserved] as const]) {
        if (made <= 0) continue;
        this.owner.countRequests({
          ...{ atMs, app: this.appId, environment: poolId.environment, status, requests: made },
          installationContext: `ari:cloud:jira::site/${site.cloudId}`,
          ...{ provider: route === 'forge.asApp' ? 'app' : 'user', remote: 'jira', path: template },
        });
      }
    }
  }

  private print(cloudId: string, atMs: number, message: string): void {
    this.owner.log({
      ...{ atMs, message, app: this.appId, environment: poolId.environment, level: 'log' },
      installationContext: `ari:cloud:jira::site/${cloudId}`,
      invocationId: `${cloudId.slice(0, 8)}-${String(atMs)}`,
      ...{ functionKey: 'pg-rollup', appVersion: '4.2.0', licenseState: 'ACTIVE' },
    });
  }

  private chance(...parts: (string | number)[]): number {
    return fraction(7, ...parts);
  }
}

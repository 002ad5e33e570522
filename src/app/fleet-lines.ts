import type { GaugeFacts } from '../admin/gauge-facts';
import { joined, type HourAccount } from '../usage/hour-account';
import { hourOf, type HourNumber } from '../usage/hour';
import { poolKey } from '../usage/keys';
import { hash32 } from '../usage/hash';
import { isSaidByBrowser } from '../usage/vouching';
import { gaugeVersion } from '../fleet-line/gauge-version';
import { hourLines } from '../fleet-line/hour-lines';
import { leastBetweenLinesMs, type LineOrigin, type LineReading } from '../fleet-line/line';
import { writeLine } from '../fleet-line/write-line';
import { isHourly } from '../headers/hour';
import { dayMs, hourMs } from '../time';
import type { Observation, QuotaReading } from '../model';

/** What is remembered of hours that were printed; older ones are printed again if they ever change. */
const rememberedHours = 8;

/**
 * What keeps the app's log free of them on all sites: `createGauge({ fleetLine: false })`, or `POINTS_GAUGE_FLEET_LINE=off` (set with
 * `forge variables`); `null` for neither.
 */
export function fleetLineOffBy(
  option: boolean | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): GaugeFacts['fleetLineOffBy'] {
  if (option === false) return 'app';
  return environment['POINTS_GAUGE_FLEET_LINE']?.trim().toLowerCase() === 'off' ? 'environment' : null;
}

/**
 * Tells the app's owner of this site by lines of the app's log (docs/fleet.md). Each process knows what it printed itself; nothing is
 * asked of storage, and whatever goes wrong is counted and keeps nothing else from being done.
 */
export class FleetLines {
  private readonly printedHours = new Map<string, { number: number; atMs: number }>();
  private readonly printedReadings = new Map<string, number>();
  private readonly printedSites = new Map<string, number>();
  /** Installations whose administrators switched it off, as far as this process has learned. */
  private readonly off = new Set<string>();

  constructor(
    /** What keeps them off whatever an administrator decided. */
    readonly offBy: GaugeFacts['fleetLineOffBy'],
    private readonly onFault: (error: unknown) => void,
    private readonly print: (line: string) => void = (line) => {
      console.log(line);
    },
  ) {}

  /** After a call whose answer named what is left of an hourly quota. */
  noteReading(installationId: string, call: Pick<Observation, 'atMs' | 'pool' | 'route' | 'limits'>): void {
    if (!this.isOn(installationId) || call.limits === null || isSaidByBrowser(call.route)) return;
    const reading = readingIn(call.limits.quotas, call.atMs);
    if (reading === null) return;
    const key = `${installationId} ${poolKey(call.pool)}`;
    if (call.atMs - (this.printedReadings.get(key) ?? -Infinity) < leastBetweenLinesMs) return;
    this.printedReadings.set(key, call.atMs);
    this.guarded(() => {
      const from = originOf(installationId, { edition: null, users: null });
      this.print(writeLine({ kind: 'reading', from, pool: call.pool, reading }));
    });
  }

  /** When a page of the gauge asks: only then the platform tells a site's address. Once a day and process. */
  noteSite(installationId: string, siteUrl: unknown, nowMs: number): void {
    const site = hostOf(siteUrl);
    if (!this.isOn(installationId) || site === null) return;
    for (const [old, atMs] of this.printedSites) if (atMs <= nowMs - dayMs) this.printedSites.delete(old);
    if (this.printedSites.has(installationId)) return;
    this.printedSites.set(installationId, nowMs);
    this.guarded(() => {
      const from = originOf(installationId, { edition: null, users: null });
      this.print(writeLine({ kind: 'site', from: { ...from, site }, noticeUrl: null }));
    });
  }

  /** Wherever the settings are read anyway. */
  learn(installationId: string, isOn: boolean): void {
    if (isOn) this.off.delete(installationId);
    else this.off.add(installationId);
  }

  isOn(installationId: string): boolean {
    return this.offBy === null && !this.off.has(installationId);
  }

  /** Where this site takes the owner's messages. Who asks for the address sees to it that it is not said too often. */
  printNoticeUrl(installationId: string, noticeUrl: string): void {
    if (!this.isOn(installationId)) return;
    this.guarded(() => {
      const from = originOf(installationId, { edition: null, users: null });
      this.print(writeLine({ kind: 'site', from, noticeUrl }));
    });
  }

  /**
   * After a roll-up: this hour, the one before, and older ones that the roll-up changed.
   * @param hours with what waits beside what was rolled up
   * @param firstChanged `null`: it changed none
   */
  printHours(
    installationId: string,
    hours: ReadonlyMap<HourNumber, HourAccount>,
    stated: Pick<LineOrigin, 'edition' | 'users'>,
    firstChanged: HourNumber | null,
    nowMs: number,
  ): void {
    if (!this.isOn(installationId)) return;
    const first = Math.min(hourOf(nowMs) - 1, firstChanged ?? Infinity);
    for (const [hour, account] of hours) {
      // What a file brought is nobody's word.
      if (
        hour < first ||
        account.isImported ||
        !this.isDue(installationId, hour, account.addedRecords, nowMs)
      )
        continue;
      this.guarded(() => {
        const from = originOf(installationId, stated);
        const { usage, addedRecords } = joined(account);
        for (const line of hourLines(usage, { from, hour, number: addedRecords, atMs: nowMs }))
          this.print(writeLine(line));
      });
    }
  }

  /** The number of an hour is that of its records: it rises with whatever changes the hour, in every process alike. */
  private isDue(installationId: string, hour: HourNumber, number: number, nowMs: number): boolean {
    const key = `${installationId} ${String(hour)}`;
    const last = this.printedHours.get(key);
    if (
      number < 1 ||
      last?.number === number ||
      (last !== undefined && nowMs - last.atMs < leastBetweenLinesMs)
    )
      return false;
    for (const [old, { atMs }] of this.printedHours)
      if (atMs < nowMs - rememberedHours * hourMs) this.printedHours.delete(old);
    this.printedHours.set(key, { number, atMs: nowMs });
    return true;
  }

  private guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.onFault(error);
    }
  }
}

function originOf(installationId: string, stated: Pick<LineOrigin, 'edition' | 'users'>): LineOrigin {
  const installation = hash32(installationId).toString(16).padStart(8, '0');
  // No function of Forge but a page's resolver is told the site's address: it has a line of its own.
  return { installation, gauge: gaugeVersion, site: null, ...stated };
}

/** The first hourly quota that says what is left, in points: 0 is a reading, too. */
function readingIn(quotas: readonly QuotaReading[], atMs: number): LineReading | null {
  for (const { policy, scope, enforcement, quota, remaining, windowSeconds, unit } of quotas) {
    if (!isHourly(scope, windowSeconds) || unit === 'requests') continue;
    if (remaining === null || !Number.isSafeInteger(remaining) || remaining < 0) continue;
    if (quota !== null && remaining > quota) continue;
    return { policy, enforcement, quotaPoints: quota, atMs, remainingPoints: remaining };
  }
  return null;
}

function hostOf(siteUrl: unknown): string | null {
  if (typeof siteUrl !== 'string' || siteUrl.length > 200) return null;
  return /^https:\/\/([a-z0-9.-]{1,100})\/?$/i.exec(siteUrl)?.[1]?.toLowerCase() ?? null;
}

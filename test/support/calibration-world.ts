import { ManualClock } from '../../emulator/clock';
import { createCloud, type Cloud } from '../../emulator/cloud/cloud';
import { measuredCosts, type HiddenCosts } from '../../emulator/cloud/prices';
import { emulatorToken } from '../../emulator/cloud/principal';
import { fraction } from '../../emulator/cloud/world/seed';
import { addRecord, emptyHourAccount, type HourAccount } from '../../src/usage/hour-account';
import { hourOf, type HourNumber } from '../../src/usage/hour';
import { decodeRecord } from '../../src/usage/record';
import { countObjects } from '../../src/costs/count';
import { findEntry } from '../../src/costs/lookup';
import type { PriceOverrides } from '../../src/costs/overrides';
import { readRateLimits } from '../../src/headers/read';
import { headerSource } from '../../src/headers/source';
import { Writer } from '../../src/ledger/writer';
import { priceCall } from '../../src/costs/price-call';
import type { Method } from '../../src/model';
import { workload, type Kind } from './calibration-load';

/** Beyond what was measured in the field: prices that nobody has published, and that the catalogue cannot know. */
const hiddenCosts: HiddenCosts = {
  ...measuredCosts,
  'GET /rest/api/3/project/search': { kind: 'flat', points: 1 },
  'GET /rest/api/3/issue/{}/comment': { kind: 'flat', points: 1 },
  'GET /rest/api/3/issue/{}/changelog': { kind: 'perObject', points: 2 },
  'GET /rest/api/3/group/bulk': { kind: 'perObject', points: 3 },
  'PUT /rest/api/3/issue/{}': { kind: 'flat', points: 2 },
};

const minuteMs = 60_000;
export const firstHour: HourNumber = hourOf(Date.UTC(2026, 9, 9, 8));
const cloudId = '11111111-2222-4333-8444-555555555555';
const people = [{ accountId: 'admin-1', displayName: 'Ann Admin', admin: true }];
const authorization = `Bearer ${emulatorToken({ appId: 'app-1', environment: 'PRODUCTION', route: 'forge.asApp' })}`;
/** What the workload draws a minute, about: what others draw is named as a part of it. */
const ownPointsAMinute = 200;

export interface WorldOptions {
  seed: number;
  /** What others draw, as a part of what we draw: 0.3 for 30%. */
  foreignShare: number;
  /** Warm processes that take turns, and at times work at once. */
  processes: number;
}

/** An installation of several processes that calls the emulator, whose pool is drained by others at the start of each hour. */
export class CalibrationWorld {
  readonly hours = new Map<HourNumber, HourAccount>();
  /** What each endpoint was charged, and its objects, by the gauge's name of it. */
  readonly charged = new Map<string, { calls: number; points: number; objects: number }>();
  private readonly clock = new ManualClock(firstHour * 3_600_000);
  private readonly cloud: Cloud;
  private readonly writers: Writer[];
  private overrides: PriceOverrides | undefined;

  constructor(private readonly options: WorldOptions) {
    const { seed, foreignShare } = options;
    const foreign = (atMs: number): number => {
      const minute = Math.floor(atMs / minuteMs);
      // Four fifths of the pool are gone within the first minute, so that the counter speaks for the rest of the hour.
      if (minute % 60 === 0) return 52_100 * 60;
      const luck = Math.min(5, -Math.log(1 - fraction(seed, 'others', minute)));
      return foreignShare * ownPointsAMinute * 60 * luck;
    };
    this.cloud = createCloud({
      ...{ clock: this.clock, seed, hiddenCosts, journal: true },
      sites: [{ cloudId, name: 'testers', edition: 'standard', users: 60, people }],
      apps: [{ id: 'app-1', tier: 1, enforcement: 'enforced', foreign: { jira: foreign } }],
    });
    this.writers = Array.from(
      { length: options.processes },
      (_, i) => new Writer(`process${i}${seed}`.padEnd(12, '0')),
    );
  }

  /** From now on calls are booked at these prices. */
  adopt(overrides: PriceOverrides): void {
    this.overrides = overrides;
  }

  /** Plays so many minutes of the hour, from its second minute on. */
  async play(hour: HourNumber, minutes: number): Promise<void> {
    const fromMs = hour * 3_600_000 + 2 * minuteMs;
    const steps = workload({ ...this.options, fromMs, untilMs: fromMs + minutes * minuteMs });
    for (const step of steps) {
      const writer = this.writers[step.process];
      if (writer === undefined) continue;
      this.clock.moveTo(step.atMs);
      if (step.kind === 'flush') await this.flush(writer, step.atMs);
      else this.call(writer, step.call, step.endsAtMs, step.startsAtMs);
    }
  }

  /** What the emulator charged this installation in the hour. */
  chargedPoints(hour: HourNumber): number {
    const wanted = new Date(hour * 3_600_000).toISOString();
    const cells = this.cloud.account.snapshot().cells.filter((cell) => cell.hour === wanted);
    return cells.reduce((sum, { points }) => sum + points, 0);
  }

  private call(writer: Writer, { method, path, json }: Kind, endsAtMs: number, startsAtMs: number): void {
    const answer = this.cloud.handle({
      method,
      url: `/ex/jira/${cloudId}${path}`,
      headers: { authorization },
      body: json === undefined ? null : JSON.stringify(json),
    });
    const { status } = answer;
    const isServed = status >= 200 && status < 300;
    const { entry } = findEntry('jira', method, path);
    const objects =
      isServed && status !== 204 ? countObjects(entry, JSON.parse(answer.body)) : isServed ? 0 : null;
    const { overrides } = this;
    const price = priceCall({
      ...{ product: 'jira', method, path, status, objects, named: null },
      ...(overrides === undefined ? {} : { overrides }),
    });
    const context = { status, receivedAtMs: endsAtMs, product: 'jira', method } as const;
    const limits = readRateLimits(headerSource(Object.fromEntries(answer.headers)), context);
    if (isServed) this.note(method, price.template, objects);
    writer.book({
      ...price,
      ...{
        pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
        tag: null,
        method,
        status,
        limits,
      },
      ...{
        route: 'forge.asApp',
        trigger: 'schedule',
        atMs: endsAtMs,
        latencyMs: endsAtMs - startsAtMs,
        objects,
      },
    });
  }

  private note(method: Method, template: string, objects: number | null): void {
    const name = `${method} ${template}`;
    const known = this.charged.get(name) ?? { calls: 0, points: 0, objects: 0 };
    known.calls += 1;
    known.points += this.cloud.account.journal().at(-1)?.points ?? 0;
    known.objects += objects ?? 0;
    this.charged.set(name, known);
  }

  private async flush(writer: Writer, nowMs: number): Promise<void> {
    const putRecords = (records: readonly { key: string; value: unknown }[]): Promise<Set<string>> => {
      for (const { value } of records) {
        const record = decodeRecord(JSON.parse(JSON.stringify(value)));
        if (record === null) throw new Error('A record of ours cannot be read.');
        for (const hour of record.hours.keys()) {
          const account = this.hours.get(hour) ?? emptyHourAccount();
          addRecord(account, hour, record);
          this.hours.set(hour, account);
        }
      }
      return Promise.resolve(new Set(records.map(({ key }) => key)));
    };
    await writer.flush(nowMs, putRecords);
  }
}

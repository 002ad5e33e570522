import { fraction } from '../../emulator/cloud/world/seed';
import { addRecord, emptyHourAccount, joined, type HourAccount } from '../../src/usage/hour-account';
import { hourOf, startOfHourMs, type HourNumber } from '../../src/usage/hour';
import { poolKey } from '../../src/usage/keys';
import { decodeRecord } from '../../src/usage/record';
import { pastHoursOf } from '../../src/insights/forecast/forecast';
import { judgedPool } from '../../src/insights/pools/pools';
import type { PoolState } from '../../src/insights/views';
import { Alarms } from '../../src/app/alarms';
import { RollUpRequests } from '../../src/app/roll-up-requests';
import { WallRate } from '../../src/app/wall-rate';
import { observe } from '../../src/calls/observe';
import type { PriceOverrides } from '../../src/costs/overrides';
import { headerSource } from '../../src/headers/source';
import { Writer } from '../../src/ledger/writer';
import type { Method, PoolId } from '../../src/model';

/** An endpoint as the gauge's catalogue prices it by its answer, and as it is charged. */
export interface TruthKind {
  method: Method;
  path: string;
  /** Of all calls, in parts. */
  share: number;
  /** Objects in an answer, at least and at most. */
  objects: readonly [number, number];
  charge: (call: { objects: number; atHour: number; chance: number }) => number;
}

/** How a site spends. Hours are counted from the start of the play. */
export interface TruthShape {
  kinds: readonly TruthKind[];
  /** Our calls a minute. */
  callsAMinute: (minute: number, chance: (what: string) => number) => number;
  /** Points a minute that others draw. */
  others: (minute: number, chance: (what: string) => number) => number;
  /** Share of our own calls that nobody meters: they are others to the gauge. */
  unmeteredShare?: number;
  /** Share of answers whose headers are gone. */
  headerless?: number;
  /** By how much the clock of the process is ahead, milliseconds. */
  clockAheadMs?: number;
  processes?: number;
  /** Each call is made so often at once. */
  retries?: number;
  latencyMs?: number;
  priceChangesAtHour?: number;
}

export const truthPool: PoolId = { app: 'own', environment: 'PRODUCTION', product: 'jira' };
export const quotaPoints = 65_000;
const minuteMs = 60_000;
const site = 'site';
export const firstHour: HourNumber = hourOf(Date.UTC(2026, 9, 5));

const callsAnInvocation = 8;
/** What others draw at a time, about. */
const othersPoints = 40;

interface OneCall {
  kind: TruthKind;
  n: number;
  process: number;
  latencyMs: number;
  chargedMs: number;
  endsAtMs: number;
}

/** What is true of one hour. */
export interface TrueHour {
  hour: HourNumber;
  /** Charged for the metered calls. */
  ownPoints: number;
  /** Drawn by whatever is not metered. */
  othersPoints: number;
  /** Minute in which the pool ran dry; `null`: it did not. */
  wallMinute: number | null;
  /** Share that was gone at the end, refused calls apart. */
  usedPoints: number;
}

/** A site's calls against a pool with charges of its own, read, priced, booked, written and merged by the product's own code. */
export class TruthWorld {
  readonly hours = new Map<HourNumber, HourAccount>();
  /** What was flushed, and waits for a roll-up. */
  private waiting: unknown[] = [];
  private readonly writers: Writer[];
  private readonly states = new Map<string, PoolState>();
  overrides: PriceOverrides | undefined;
  private used = 0;
  private readonly requests = new RollUpRequests();
  private readonly rates: WallRate[];
  private readonly alarms = new Alarms(() => undefined);
  /** Minute of the play for which a roll-up was asked last. */
  private askedAt: number | null = null;
  /** Calls of invocations that run beyond their minute. */
  private started: OneCall[] = [];

  constructor(
    private readonly shape: TruthShape,
    private readonly seed: number,
  ) {
    this.rates = Array.from({ length: shape.processes ?? 2 }, () => new WallRate());
    this.writers = Array.from(
      { length: shape.processes ?? 2 },
      (_, i) => new Writer(`truth${i}${seed}`.padEnd(12, '0')),
    );
  }

  /** What of the pool is gone by now. */
  get usedPoints(): number {
    return this.used;
  }

  /** Plays one hour minute by minute. `judge` is asked after each minute in which a roll-up ran, as the product asks for them. */
  async play(index: number, judge: (minute: number) => void): Promise<TrueHour> {
    const { shape, seed } = this;
    const hour = firstHour + index;
    this.used = 0;
    const truth: TrueHour = { hour, ownPoints: 0, othersPoints: 0, wallMinute: null, usedPoints: 0 };
    for (let minute = 0; minute < 60; minute += 1) {
      const at = index * 60 + minute;
      const chance = (what: string, n = 0): number => fraction(seed, what, at, n);
      const calls = Math.round(shape.callsAMinute(at, (what) => chance(what)));
      const others = shape.others(at, (what) => chance(what));
      let drawnUntil = 0;
      const draws = Array.from({ length: Math.ceil(others / othersPoints) }, (_, n) => chance('drawn at', n));
      const drawUntil = (share: number): void => {
        const points =
          (others / draws.length) * draws.filter((one) => one >= drawnUntil && one < share).length;
        drawnUntil = share;
        this.used += points;
        truth.othersPoints += points;
      };
      const fromMs = startOfHourMs(hour) + minute * minuteMs;
      for (const call of this.callsUntil(fromMs + minuteMs, this.callsOf(fromMs, calls, chance))) {
        if (draws.length > 0) drawUntil((call.chargedMs - fromMs) / minuteMs);
        this.call(call, chance, truth);
      }
      if (draws.length > 0) drawUntil(1);
      if (this.used >= quotaPoints) truth.wallMinute ??= minute + 1;
      const nowMs = startOfHourMs(hour) + (minute + 1) * minuteMs - 1;
      await this.flush(nowMs);
      this.rollUp();
      if (this.isJudged(at, nowMs)) judge(minute);
    }
    truth.usedPoints = this.used;
    return truth;
  }

  /** At the full hour by the sweep; else when a process asked, a minute later, or at once where it says that a wall is near. */
  private isJudged(at: number, nowMs: number): boolean {
    const isUrgent = this.rates.some((rate) => rate.isWallNear(site, nowMs));
    const chance = this.alarms.isFresh(site, nowMs) ? 0 : fraction(this.seed, 'asked', at);
    const isAsked = this.requests.isDue(site, nowMs, chance, isUrgent);
    const isDue = at % 60 === 0 || this.askedAt === at - 1 || (isAsked && isUrgent);
    if (isAsked) this.askedAt = at;
    return isDue;
  }

  /** As the watch of a roll-up judges it. */
  judged(nowMs: number): ReturnType<typeof judgedPool> {
    const hour = hourOf(nowMs);
    const entries = (wanted: readonly HourNumber[]): Map<HourNumber, HourAccount> =>
      new Map(
        wanted.flatMap((one): [HourNumber, HourAccount][] => {
          const found = this.hours.get(one);
          return found === undefined ? [] : [[one, found]];
        }),
      );
    const view = judgedPool(entries([hour - 1, hour]), truthPool, nowMs, [80], {
      past: entries(pastHoursOf(nowMs)),
      states: this.states,
    });
    const { status, sinceMs, calmSinceMs } = view;
    this.states.set(poolKey(truthPool), { status, sinceMs, calmSinceMs });
    return view;
  }

  /** Invocations of one process each, whose calls follow one another. */
  private callsOf(fromMs: number, count: number, chance: (what: string, n?: number) => number): OneCall[] {
    const { retries = 1, latencyMs: longestMs = 250, processes = 2 } = this.shape;
    const calls: OneCall[] = [];
    for (let n = 0; n < count;) {
      const process = Math.floor(chance('process', n) * processes);
      let atMs = fromMs + Math.floor(chance('start', n) * minuteMs);
      for (const end = Math.min(count, n + callsAnInvocation); n < end; n += 1) {
        const kind = this.kindOf(chance('kind', n));
        const latencyMs = 40 + Math.floor(chance('latency', n) * longestMs);
        const chargedMs = atMs + Math.floor(chance('charged', n) * latencyMs);
        for (let again = 0; again < retries; again += 1)
          calls.push({
            kind,
            n: n * 8 + again,
            process,
            latencyMs,
            chargedMs: chargedMs + again,
            endsAtMs: atMs + latencyMs + again,
          });
        atMs += latencyMs + Math.floor(chance('work', n) * 80);
      }
    }
    return calls;
  }

  /** In the order of being charged; what is charged later waits for its minute. */
  private callsUntil(endMs: number, calls: readonly OneCall[]): OneCall[] {
    const all = [...this.started, ...calls].sort((a, b) => a.chargedMs - b.chargedMs);
    this.started = all.filter(({ chargedMs }) => chargedMs >= endMs);
    return all.filter(({ chargedMs }) => chargedMs < endMs);
  }

  private kindOf(chance: number): TruthKind {
    const { kinds } = this.shape;
    let left = chance * kinds.reduce((sum, { share }) => sum + share, 0);
    const found = kinds.find(({ share }) => (left -= share) < 0) ?? kinds[0];
    if (found === undefined) throw new Error('A shape has no kinds of calls.');
    return found;
  }

  private call(
    { kind, n, process, latencyMs, chargedMs, endsAtMs }: OneCall,
    chance: (what: string, n: number) => number,
    truth: TrueHour,
  ): void {
    const { shape } = this;
    const [least, most] = kind.objects;
    const objects = least + Math.floor(chance('objects', n) * (most - least + 1));
    const atHour = truth.hour - firstHour;
    const isRefused = this.used >= quotaPoints;
    const points = isRefused ? 0 : kind.charge({ objects, atHour, chance: chance('charge', n) });
    // The counter's own order: an answer tells of itself, too.
    this.used += points;
    if (chance('metered', n) < (shape.unmeteredShare ?? 0)) {
      truth.othersPoints += points;
      return;
    }
    truth.ownPoints += points;
    const [writer, rate] = [this.writers[process], this.rates[process]];
    if (writer === undefined || rate === undefined) return;
    const status = isRefused ? 429 : 200;
    const isBare = chance('headers', n) < (shape.headerless ?? 0);
    const found = { method: kind.method, path: kind.path };
    const seen = observe(
      {
        ...found,
        ...{ product: 'jira', route: 'forge.asApp', trigger: 'schedule', tag: null, status },
        ...{ atMs: endsAtMs + (shape.clockAheadMs ?? 0), latencyMs, namedPoints: null },
        objects: isRefused ? null : objects,
        headers: headerSource(isBare ? {} : this.headers(chargedMs, isRefused)),
      },
      { ...truthPool, overrides: this.overrides },
    );
    writer.book(seen);
    rate.note(site, seen);
    void this.alarms.note(site, seen);
  }

  private headers(chargedMs: number, isRefused: boolean): Record<string, string> {
    const left = Math.max(0, Math.floor(quotaPoints - this.used));
    const t = Math.ceil((startOfHourMs(hourOf(chargedMs) + 1) - chargedMs) / 1000);
    const said = left <= 0.2 * quotaPoints ? `;r=${left}` : '';
    const all: Record<string, string> = {
      'ratelimit-policy': `"global-app-quota";q=${quotaPoints};w=3600`,
      ratelimit: `"global-app-quota"${said};t=${t}`,
      date: new Date(chargedMs).toUTCString(),
    };
    if (isRefused)
      Object.assign(all, { 'ratelimit-reason': 'jira-quota-global-based', 'retry-after': String(t) });
    return all;
  }

  private async flush(nowMs: number): Promise<void> {
    const putRecords = (records: readonly { key: string; value: unknown }[]): Promise<Set<string>> => {
      this.waiting.push(...records.map(({ value }) => JSON.parse(JSON.stringify(value)) as unknown));
      return Promise.resolve(new Set(records.map(({ key }) => key)));
    };
    for (const writer of this.writers) await writer.flush(nowMs, putRecords);
  }

  rollUp(): void {
    for (const value of this.waiting.splice(0)) {
      const record = decodeRecord(value);
      if (record === null) throw new Error('A record of ours cannot be read.');
      for (const hour of record.hours.keys()) {
        const account = this.hours.get(hour) ?? joined(emptyHourAccount());
        addRecord(account, hour, record);
        this.hours.set(hour, account);
      }
    }
  }
}

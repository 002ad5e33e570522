import type { DayNumber } from '../usage/day';
import type { DayAccount } from '../usage/day-account';
import { emptyHourUsage, type HourUsage } from '../usage/hour-usage';
import { poolKey, type SumId } from '../usage/keys';
import { byName } from '../usage/named';
import type { ThrottleNote } from '../usage/throttle-note';
import { callsByOutcome, emptySum, mergeSum, type CallsByOutcome, type UsageSum } from '../usage/usage-sum';
import { chargedPoints } from '../insights/sums';
import type { Route } from '../model';

/** What part of a route's points of a day went to reads that could be saved. Hours do not say; their day does. */
export interface Savable {
  bridge: number;
  cache: number;
}

/** What a report keeps of one day beside the sums of the whole period. */
export interface ReportedDay extends Pick<DayAccount, 'hours' | 'missingRecords' | 'importedHours'> {
  /** The newest of the day. */
  throttles: readonly ThrottleNote[];
  /** By `poolKey` and route. */
  savable: ReadonlyMap<string, ReadonlyMap<Route, Savable>>;
}

/** Of one pool and route, while a day is added. */
interface RouteOfDay {
  pool: string;
  route: Route;
  all: number;
  bridge: number;
  cache: number;
}

/** Where a sum of a day is counted. */
interface Place {
  id: SumId;
  total: UsageSum;
  outcome: CallsByOutcome;
  route: RouteOfDay;
  isBridge: boolean;
  isCache: boolean;
}

/**
 * The days of a report, added up as they are read. Held together, the sums of each day by endpoint are hundreds of thousands of objects
 * over a year, and to move them about in memory takes longer than to read them.
 */
export class SiteDays {
  /** Those that could be read. A day without calls is there, too. */
  readonly days = new Map<DayNumber, ReportedDay>();
  private readonly sums = new Map<string, UsageSum>();
  private readonly outcomes = new Map<string, CallsByOutcome>();
  private readonly routes = new Map<string, RouteOfDay>();
  private readonly placeOf = byName((id, key) => this.makePlace(id, key));

  /** What all days spent by endpoint. */
  get usage(): HourUsage {
    return { ...emptyHourUsage(), sums: this.sums };
  }

  /** How the calls of a sum ended, added up by day: of all days at once less could be told, and less than of its parts. */
  outcomeOf(key: string): CallsByOutcome {
    return this.outcomes.get(key) ?? noOutcome();
  }

  /** Each day once. */
  add(day: DayNumber, { hours, usage, missingRecords, importedHours }: DayAccount): void {
    for (const [key, usageSum] of usage.sums) {
      const place = this.placeOf(key);
      if (place === null) continue;
      mergeSum(place.total, usageSum);
      addOutcome(place.outcome, callsByOutcome(usageSum));
      const points = chargedPoints(place.id, usageSum).likely;
      place.route.all += points;
      if (place.isBridge) place.route.bridge += points;
      if (place.isCache) place.route.cache += points;
    }
    const savable = this.takeSavable();
    this.days.set(day, { hours, missingRecords, importedHours, throttles: usage.throttles, savable });
  }

  private makePlace(id: SumId, key: string): Place {
    const total = emptySum();
    this.sums.set(key, total);
    const outcome = noOutcome();
    this.outcomes.set(key, outcome);
    const pool = poolKey(id.pool);
    const routeKey = `${pool}|${id.route}`;
    const route = this.routes.get(routeKey) ?? { pool, route: id.route, all: 0, bridge: 0, cache: 0 };
    this.routes.set(routeKey, route);
    const isRead = id.method === 'GET' || id.method === 'HEAD';
    // The same calls that the advice on an endpoint names: a person waits for them, and may see what they read.
    const isBridge = isRead && id.trigger === 'person' && id.route === 'forge.asUser';
    return { id, total, outcome, route, isBridge, isCache: isRead && !isBridge };
  }

  /** Of the day that was added, and the next one begins with none. */
  private takeSavable(): Map<string, Map<Route, Savable>> {
    const savable = new Map<string, Map<Route, Savable>>();
    for (const sum of this.routes.values()) {
      if (sum.all === 0) continue;
      const ofPool = savable.get(sum.pool) ?? new Map<Route, Savable>();
      savable.set(
        sum.pool,
        ofPool.set(sum.route, { bridge: sum.bridge / sum.all, cache: sum.cache / sum.all }),
      );
      Object.assign(sum, { all: 0, bridge: 0, cache: 0 });
    }
    return savable;
  }
}

function noOutcome(): CallsByOutcome {
  return { noAnswer: 0, failed: 0, priced: 0, estimated: 0 };
}

function addOutcome(into: CallsByOutcome, from: CallsByOutcome): void {
  into.noAnswer += from.noAnswer;
  into.failed += from.failed;
  into.priced += from.priced;
  into.estimated += from.estimated;
}

/** Of days that are there already. */
export function siteDaysOf(days: Iterable<readonly [DayNumber, DayAccount]>): SiteDays {
  const added = new SiteDays();
  for (const [day, account] of days) added.add(day, account);
  return added;
}

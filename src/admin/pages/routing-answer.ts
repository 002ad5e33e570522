import type { DayAccount } from '../../usage/day-account';
import type { HourUsage } from '../../usage/hour-usage';
import { hourOf, startOfHourMs, type HourNumber } from '../../usage/hour';
import type { PriceOverrides } from '../../costs/overrides';
import { adviceFor, type AdviceInput } from '../../insights/endpoints/advice';
import { chargedPoints } from '../../insights/sums';
import { sumsOf } from '../../usage/named';
import { endpointKey } from '../../usage/keys';
import { startOfDayMs, type Hours } from '../../insights/period';
import { poolViews } from '../../insights/pools/pools';
import { flowsOf, type Flow } from '../../insights/routes/route-flows';
import { compareRoutes, leastCallsToCompare, leastPeople } from '../../insights/routes/routes';
import { cheapestRoute, whatIf } from '../../insights/routes/what-if';
import { knownPrices } from '../../ledger/prices';
import { lastDays, readPeriod } from '../../ledger/read-period';
import { countedBy, readState } from '../../ledger/settings';
import type { Route } from '../../model';
import { loadDay } from './load';
import type { RoutingAsk, WhatIfChoice } from '../contract/page-asks';
import { mostMoves, type MovableEndpoint, type RoutingAnswer } from '../contract/routing-views';
import { dayMs, hourMs } from '../../time';

const shownAdvice = 15;

/** What the page is made of: the usages of a period, and its hours. */
export interface RoutingRead {
  usages: HourUsage[];
  fromMs: number;
  /** Hours in which there were calls. */
  activeHours: number;
  hours: AdviceInput['hours'];
  tier: 1 | 2 | null;
  missingMs: number[];
}

export async function routingAnswer(nowMs: number, ask: RoutingAsk): Promise<RoutingAnswer> {
  const found = await read(ask.period, nowMs);
  return routingOf(found, nowMs, ask.whatIf, await knownPrices());
}

/** The page of what was read: no storage is asked. */
export function routingOf(
  { usages, fromMs, activeHours, hours, tier, missingMs }: RoutingRead,
  nowMs: number,
  choice: WhatIfChoice,
  overrides: PriceOverrides | undefined,
): RoutingAnswer {
  const flows = flowsOf(usages);
  const pools = compareRoutes(usages);
  const people = leastPeople(pools);
  const days = Math.max(hourMs, nowMs - fromMs) / dayMs;
  return {
    readAtMs: nowMs,
    fromMs,
    toMs: nowMs,
    leastCalls: leastCallsToCompare,
    pools,
    endpoints: endpointsOf(flows),
    whatIf: whatIf({
      flows,
      choose: chooser(choice),
      days,
      activeSeconds: activeHours * 3600,
      people,
    }),
    advice: adviceFor({ flows, days, activeHours, people, hours, tier, overrides }).slice(0, shownAdvice),
    missingMs,
  };
}

/** @param wanted the hours that were asked for, oldest first */
export function readOfHours(
  read: Hours,
  wanted: readonly HourNumber[],
  missingMs: number[],
  nowMs: number,
): RoutingRead {
  return {
    usages: [...read.values()].map(({ usage }) => usage),
    fromMs: startOfHourMs(wanted[0] ?? hourOf(nowMs)),
    activeHours: read.size,
    hours: [...read].map(([hour, { usage }]) => ({ startMs: startOfHourMs(hour), ...pointsOf(usage) })),
    tier: poolViews(read, nowMs).find(({ pool }) => pool.app === 'own')?.tier ?? null,
    missingMs,
  };
}

async function read(period: RoutingAsk['period'], nowMs: number): Promise<RoutingRead> {
  if (period === '24h') {
    const { reading, wanted, missingHoursMs } = await loadDay(nowMs);
    return readOfHours(reading.hours, wanted, missingHoursMs, nowMs);
  }
  const wanted = lastDays(nowMs, 7);
  const { settings } = await readState();
  const { days, missingDays } = await readPeriod(wanted, nowMs, countedBy(settings));
  const activeHours = [...days.values()].reduce((sum, day) => sum + day.hours.size, 0);
  return {
    usages: [...days.values()].map(({ usage }) => usage),
    fromMs: startOfDayMs(wanted[0] ?? 0),
    hours: [...days.values()].flatMap(hoursOfDay),
    ...{ activeHours, tier: null },
    missingMs: missingDays.map(startOfDayMs),
  };
}

function pointsOf(usage: HourUsage): Omit<AdviceInput['hours'][number], 'startMs'> {
  let points = 0;
  let scheduledPoints = 0;
  for (const [id, usageSum] of sumsOf(usage)) {
    const { likely } = chargedPoints(id, usageSum);
    points += likely;
    if (id.trigger === 'schedule') scheduledPoints += likely;
  }
  const firstPoints = [...usage.slots.values()].reduce((sum, [milli = 0]) => sum + milli / 1000, 0);
  return {
    points: Math.round(points),
    scheduledPoints: Math.round(scheduledPoints),
    firstPoints: Math.round(firstPoints),
  };
}

/** A day keeps what each hour spent, and what set calls going of the day as a whole. */
function hoursOfDay({ usage, hours, firstSlots }: DayAccount): AdviceInput['hours'] {
  const day = pointsOf(usage);
  const dayScheduledShare = day.points === 0 ? 0 : (day.scheduledPoints ?? 0) / day.points;
  return [...hours].map(([hour, summary]) => {
    const firstMilli = firstSlots.get(hour);
    return {
      ...{
        startMs: startOfHourMs(hour),
        points: pointsOf(summary).points,
        scheduledPoints: null,
        dayScheduledShare,
      },
      ...(firstMilli === undefined ? {} : { firstPoints: Math.round(firstMilli / 1000) }),
    };
  });
}

function chooser(choice: WhatIfChoice): (flow: Flow) => Route | null {
  if (choice === 'cheapest') return cheapestRoute;
  const to = new Map(choice.map((move) => [endpointKey(move), move.to]));
  return (flow) => to.get(endpointKey(flow)) ?? null;
}

function endpointsOf(flows: readonly Flow[]): MovableEndpoint[] {
  const found = new Map<string, MovableEndpoint>();
  for (const { pool, method, template, route, requests } of flows) {
    if (pool.app !== 'own' || !route.startsWith('forge.') || route === 'forge.remote') continue;
    const key = endpointKey({ pool, method, template });
    const known = found.get(key) ?? { pool, method, template, requests: 0, routes: [] };
    known.requests += requests;
    if (!known.routes.includes(route)) known.routes.push(route);
    found.set(key, known);
  }
  return [...found.values()].slice(0, mostMoves);
}

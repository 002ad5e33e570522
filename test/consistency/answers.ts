import { dayOf } from '../../src/usage/day';
import { hourOf, startOfHourMs } from '../../src/usage/hour';
import type { HourUsage } from '../../src/usage/hour-usage';
import { parsePolicySlotKey, poolKey } from '../../src/usage/keys';
import { dayMs } from '../../src/time';
import { everything } from '../../src/insights/choose';
import { hourGaps } from '../../src/insights/calibration/hour-gaps';
import { endpointDetail } from '../../src/insights/endpoints/endpoint-detail';
import { endpointViews } from '../../src/insights/endpoints/endpoints';
import { alarmsOf, emptyStatusLog, withJudgement } from '../../src/insights/forecast/status-log';
import { refusalGroups } from '../../src/insights/incidents/refusals';
import { wallView } from '../../src/insights/incidents/wall';
import { warningLines } from '../../src/insights/incidents/wall-warnings';
import { limitsView } from '../../src/insights/limits/limits';
import { hourSteps, lastHours } from '../../src/insights/period';
import { coverageOf } from '../../src/insights/pools/coverage';
import { heatView } from '../../src/insights/pools/heat';
import { hourViews } from '../../src/insights/pools/hour-views';
import { poolViews } from '../../src/insights/pools/pools';
import { readOfHours, routingOf } from '../../src/admin/pages/routing-answer';
import { firstRemedy } from '../../src/admin/pages/overview-answer';
import { happeningsOf } from '../../src/admin/pages/happenings';
import { wallsView } from '../../src/insights/pools/walls';
import { completeReport } from '../../src/reports/complete';
import { simulate } from '../../src/reports/simulation';
import { siteAccount } from '../../src/reports/site-account';
import { siteDaysOf } from '../../src/reports/site-days';
import { daysOf, hoursOf, type GeneratedAccount } from './accounts';

function policiesIn(usage: HourUsage | undefined) {
  return [...(usage?.policies ?? [])].flatMap(([key, mark]) => {
    const id = parsePolicySlotKey(key);
    return id === null ? [] : [{ id, mark }];
  });
}

const noAdvice = { bridge: false, cacheShare: 0, spread: false };

/** What the pages and the exports are made of, for one account: the same functions in the same order as the app calls them. */
export function answersOf(account: GeneratedAccount) {
  const { calls, nowMs, sinceMs, thresholdPercents, before, missingHours, told, versions } = account;
  const all = hoursOf(calls, nowMs);
  const wanted = lastHours(nowMs, 24);
  const isMissing = (hour: number): boolean => missingHours.includes(hour);
  const hours = new Map([...all].filter(([hour]) => wanted.includes(hour) && !isMissing(hour)));
  const past = new Map([...all].filter(([hour]) => hour < (wanted[0] ?? 0)));
  const recent = calls.filter(({ atMs }) => hourOf(atMs) >= hourOf(before.nowMs) - 1);
  const judged = withJudgement(
    emptyStatusLog,
    poolViews(hoursOf(recent, before.nowMs), before.nowMs, before.thresholdPercents, { past }),
    before.nowMs,
  );
  const known = { past, states: judged.states, told };
  const pools = poolViews(hours, nowMs, thresholdPercents, known);
  const poolIds = pools.map(({ pool }) => pool);
  const days = daysOf(all, sinceMs, nowMs);
  const today = dayOf(hourOf(nowMs));
  const span = Array.from({ length: 30 }, (_, i) => today - 29 + i);
  const site = siteAccount({
    ...{
      wanted: span,
      read: siteDaysOf(days),
      sinceMs,
      nowMs,
      siteId: '00000000000000a1',
      edition: 'standard',
      users: 100,
    },
    app: { name: 'Release Radar', version: '3.1.0' },
  });
  const walls = wallsView(days, poolIds, sinceMs, nowMs);
  const log = withJudgement(judged, pools, nowMs);
  const running = policiesIn(hours.get(hourOf(nowMs))?.usage);
  const missingMs = missingHours.filter((hour) => wanted.includes(hour)).map(startOfHourMs);
  const steps = hourSteps(hours, wanted, [...missingHours]);
  const routing = routingOf(readOfHours(hours, wanted, missingMs, nowMs), nowMs, 'cheapest', undefined);
  const endpoints = endpointViews(steps);
  const periodDays = (nowMs - routing.fromMs) / dayMs;
  return {
    pools,
    /** The same without what the app's owner said. */
    untold: poolViews(hours, nowMs, thresholdPercents, { past, states: judged.states }),
    /** By `poolKey`: pools of which a header of the running hour said that less than 20% is left. */
    saidNear: new Set(running.filter(({ mark }) => mark.near).map(({ id }) => poolKey(id.pool))),
    hours: hourViews(hours, wanted, poolIds),
    endpoints,
    routing,
    remedy: firstRemedy(hours, periodDays, pools, undefined),
    /** The panel of each endpoint, in their order. */
    details: endpoints.map((endpoint) => endpointDetail(steps, endpoint, everything, periodDays)!),
    happenings: happeningsOf([], { moves: [], versions }, nowMs - 30 * dayMs),
    coverage: coverageOf([...hours.values()].map(({ usage }) => usage)),
    refusals: refusalGroups(hours),
    walls,
    /** The page of each wall. */
    wallPages: (walls?.pools ?? []).flatMap(({ walls }, index) =>
      walls.map(({ hourStartMs }) => {
        const hour = hourOf(hourStartMs);
        const day = days.get(dayOf(hour))!;
        const pool = poolIds[index]!;
        const ofCalls = { edition: 'standard', users: 100, overrides: undefined } as const;
        const view = wallView({ pool, hour, hours: all, day, log, nowMs, ...ofCalls });
        const kept = wallView({ pool, hour, hours: new Map(), day, log, nowMs, ...ofCalls });
        return { index, hourStartMs, view, kept };
      }),
    ),
    warnings: warningLines(
      log.changes,
      (walls?.pools ?? []).map(({ walls }, index) => ({ pool: poolIds[index]!, walls })),
      20,
    ),
    heat: heatView(days, span, poolIds, sinceMs, nowMs),
    limits: limitsView(hours, nowMs, thresholdPercents, known),
    gaps: hourGaps(hours, poolIds, { costs: [], pairs: 0, outliers: 0 }),
    alarms: alarmsOf(log, nowMs),
    report: completeReport(site),
    simulated: simulate(site, { kind: 'tier1' }, noAdvice),
    recordedDays: (nowMs - sinceMs) / dayMs,
  };
}

export type Answers = ReturnType<typeof answersOf>;

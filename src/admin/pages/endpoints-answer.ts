import { choicesOf } from '../../insights/choose';
import { endpointDetail } from '../../insights/endpoints/endpoint-detail';
import { endpointViews, foldedEndpoints } from '../../insights/endpoints/endpoints';
import { daySteps, hourSteps, lastHours, startOfDayMs, type Step } from '../../insights/period';
import { startOfHourMs } from '../../usage/hour';
import { readStoredHours } from '../../ledger/stored-hours';
import { readHours } from '../../ledger/read-hours';
import { knownPrices } from '../../ledger/prices';
import { readPeriod } from '../../ledger/read-period';
import { joined } from '../../usage/hour-account';
import { countedBy, readState, type IsCounted } from '../../ledger/settings';
import type { IntegrityView, EndpointsAnswer, EndpointsAsk, UnreadView } from '../contract/contract';
import { planPeriod, type PeriodPlan } from './period';
import { dayMs } from '../../time';

interface Read {
  steps: Step[];
  fromMs: number;
  toMs: number;
  step: EndpointsAnswer['step'];
  integrity: IntegrityView | null;
  unread: UnreadView | null;
}

export async function endpointsAnswer(nowMs: number, ask: EndpointsAsk): Promise<EndpointsAnswer> {
  // Whoever read the request has checked the period against the same clock, but midnight may have passed since.
  const plan = planPeriod(ask.period, nowMs) ?? { unit: 'hours', wholeHours: 24 };
  const { settings, recordingSinceMs } = await readState();
  const { steps, integrity, unread, ...span } = await readSteps(plan, nowMs, countedBy(settings));
  const days = (span.toMs - span.fromMs) / dayMs;
  return {
    readAtMs: nowMs,
    ...span,
    endpoints: endpointViews(
      steps,
      ask.choice,
      await readEarlier(plan, nowMs, countedBy(settings), recordingSinceMs),
    ),
    choices: choicesOf(steps),
    detail:
      ask.detail === null ? null : endpointDetail(steps, ask.detail, ask.choice, days, await knownPrices()),
    missingMs: steps.filter(({ usage }) => usage === null).map(({ startMs }) => startMs),
    integrity,
    unread,
    foldedEndpoints: foldedEndpoints(steps),
  };
}

/**
 * The same span some whole weeks before: night is held against night, and a Monday against a Monday. `null` where recording began
 * after it, or storage does not give it now: the page goes without.
 */
async function readEarlier(
  plan: PeriodPlan,
  nowMs: number,
  isCounted: IsCounted,
  sinceMs: number | null,
): Promise<Step[] | null> {
  const shiftDays = 7 * Math.ceil((plan.unit === 'hours' ? 1 : plan.days.length) / 7);
  if (plan.unit === 'hours') {
    const wanted = lastHours(nowMs - shiftDays * dayMs, plan.wholeHours);
    if (sinceMs === null || sinceMs > startOfHourMs(wanted[0] ?? 0)) return null;
    const readings = await readStoredHours(wanted).catch(() => null);
    if (readings === null) return null;
    const hours = new Map(
      [...readings].flatMap(([hour, reading]) =>
        reading.kind === 'found' ? [[hour, joined(reading.account)] as const] : [],
      ),
    );
    const isUnread = (hour: number): boolean =>
      !['found', 'absent'].includes(readings.get(hour)?.kind ?? 'absent');
    return hourSteps(hours, wanted, wanted.filter(isUnread));
  }
  const wanted = plan.days.map((day) => day - shiftDays);
  if (sinceMs === null || sinceMs > startOfDayMs(wanted[0] ?? 0)) return null;
  const period = await readPeriod(wanted, nowMs, isCounted).catch(() => null);
  return period === null ? null : daySteps(period.days, wanted);
}

async function readSteps(plan: PeriodPlan, nowMs: number, isCounted: IsCounted): Promise<Read> {
  switch (plan.unit) {
    case 'hours': {
      const wanted = lastHours(nowMs, plan.wholeHours);
      const { hours, missingHours, ...state } = await readHours(wanted, isCounted);
      const fromMs = startOfHourMs(wanted[0] ?? 0);
      const steps = hourSteps(hours, wanted, missingHours);
      return { steps, fromMs, toMs: nowMs, step: 'hour', ...state };
    }
    case 'days': {
      const { days, unread } = await readPeriod(plan.days, nowMs, isCounted);
      const fromMs = startOfDayMs(plan.days[0] ?? 0);
      const toMs = Math.min(nowMs, startOfDayMs((plan.days.at(-1) ?? 0) + 1));
      return { steps: daySteps(days, plan.days), fromMs, toMs, step: 'day', integrity: null, unread };
    }
  }
}

import { choicesOf } from '../../insights/choose';
import { endpointDetail } from '../../insights/endpoints/endpoint-detail';
import { endpointViews } from '../../insights/endpoints/endpoints';
import { foldedEndpoints } from '../../insights/endpoints/truncated';
import { daySteps, hourSteps, lastHours, startOfDayMs, type Step } from '../../insights/period';
import { startOfHourMs } from '../../usage/hour';
import { kvsLedgerStore } from '../../ledger/kvs-store';
import { readHours } from '../../ledger/read-hours';
import { knownPrices } from '../../ledger/prices';
import { readPeriod } from '../../ledger/read-period';
import { countedBy, readState, type IsCounted } from '../../ledger/settings';
import type { BooksView, EndpointsAnswer, EndpointsAsk, UnreadView } from '../contract/contract';
import { planPeriod, type PeriodPlan } from './period';
import { dayMs } from '../../time';

interface Read {
  steps: Step[];
  fromMs: number;
  toMs: number;
  step: EndpointsAnswer['step'];
  books: BooksView | null;
  unread: UnreadView | null;
}

export async function endpointsAnswer(nowMs: number, ask: EndpointsAsk): Promise<EndpointsAnswer> {
  // Whoever read the request has checked the period against the same clock, but midnight may have passed since.
  const plan = planPeriod(ask.period, nowMs) ?? { unit: 'hours', wholeHours: 24 };
  const { settings } = await readState();
  const { steps, books, unread, ...span } = await readSteps(plan, nowMs, countedBy(settings));
  const days = (span.toMs - span.fromMs) / dayMs;
  return {
    readAtMs: nowMs,
    ...span,
    endpoints: endpointViews(steps, ask.choice),
    choices: choicesOf(steps),
    detail:
      ask.detail === null ? null : endpointDetail(steps, ask.detail, ask.choice, days, await knownPrices()),
    missingMs: steps.filter(({ usage }) => usage === null).map(({ startMs }) => startMs),
    books,
    unread,
    foldedEndpoints: foldedEndpoints(steps),
  };
}

async function readSteps(plan: PeriodPlan, nowMs: number, isCounted: IsCounted): Promise<Read> {
  switch (plan.unit) {
    case 'hours': {
      const wanted = lastHours(nowMs, plan.wholeHours);
      const { hours, missingHours, ...state } = await readHours(kvsLedgerStore, wanted, isCounted);
      const fromMs = startOfHourMs(wanted[0] ?? 0);
      const steps = hourSteps(hours, wanted, missingHours);
      return { steps, fromMs, toMs: nowMs, step: 'hour', ...state };
    }
    case 'days': {
      const { days, unread } = await readPeriod(kvsLedgerStore, plan.days, nowMs, isCounted);
      const fromMs = startOfDayMs(plan.days[0] ?? 0);
      const toMs = Math.min(nowMs, startOfDayMs((plan.days.at(-1) ?? 0) + 1));
      return { steps: daySteps(days, plan.days), fromMs, toMs, step: 'day', books: null, unread };
    }
  }
}

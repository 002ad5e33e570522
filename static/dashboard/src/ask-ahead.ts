import type { Answer, OverviewAnswer } from '../../../src/admin/contract/contract';
import { askOverview } from './api';

/** The question, and what was answered to it so far. */
let ahead: { asked: Promise<Answer<OverviewAnswer>>; answered: Answer<OverviewAnswer> | null } | null = null;

/** Asks the overview's first question before there is anything to draw it with. */
export function askAhead(): void {
  const mine = { asked: askOverview({ heat: true }), answered: null as Answer<OverviewAnswer> | null };
  ahead = mine;
  // Whoever takes the question hears of its failure; until then nobody does.
  mine.asked.then(
    (answer) => {
      mine.answered = answer;
    },
    () => undefined,
  );
}

/** What the app has answered already, as long as nobody took the question; `null` while nothing came, or for a refusal. */
export function answeredAhead(): OverviewAnswer | null {
  const answer = ahead?.answered;
  return answer?.ok === true ? answer.data : null;
}

/** The question that was asked ahead, once; `null` when there is none. */
export function takeAskedAhead(): Promise<Answer<OverviewAnswer>> | null {
  const taken = ahead?.asked ?? null;
  ahead = null;
  return taken;
}

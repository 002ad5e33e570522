import type { Answer, OverviewAnswer } from '../../../src/admin/contract/contract';
import { askOverview } from './api';

let asked: Promise<Answer<OverviewAnswer>> | null = null;

/** Asks the overview's first question before there is anything to draw it with. */
export function askAhead(): void {
  asked = askOverview({ heat: true });
  // Whoever takes the question hears of its failure; until then nobody does.
  asked.catch(() => undefined);
}

/** The question that was asked ahead, once; `null` when there is none. */
export function takeAskedAhead(): Promise<Answer<OverviewAnswer>> | null {
  const taken = asked;
  asked = null;
  return taken;
}

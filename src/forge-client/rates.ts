import { costBudget, type CostBudget } from '../limits/charging';
import type { Product, Route } from '../model';

/** Beyond this many counted seconds, those that are over are forgotten. */
const keptSeconds = 2_000;
/** A call that took longer than this is counted in a second that may be forgotten already: at least 1 is still true. */
const keptMs = 60_000;

export interface RatedCall {
  installationId: string;
  product: Product;
  route: Route;
  /** The account that the call is made for, in memory only; `null` where it is not known. */
  person: string | null;
  startedAtMs: number;
}

/**
 * How many calls this process made in one second under one cost budget context: all calls of the app for App, those for
 * one person for App + user. Persons are told apart here, in memory, and nowhere else.
 */
export class CallRates {
  private readonly seconds = new Map<string, { second: number; calls: number }>();

  /** Calls of the same context in the second of this one, itself included; `null` where its context is not known. */
  note({ installationId, product, route, person, startedAtMs }: RatedCall): number | null {
    const budget = costBudget(route);
    const whose = contextOf(budget, person);
    if (whose === null) return null;
    const second = Math.floor(startedAtMs / 1000);
    this.forget(startedAtMs);
    const key = JSON.stringify([installationId, product, budget, whose, second]);
    const known = this.seconds.get(key) ?? { second, calls: 0 };
    known.calls += 1;
    this.seconds.set(key, known);
    return known.calls;
  }

  private forget(nowMs: number): void {
    if (this.seconds.size < keptSeconds) return;
    const oldest = Math.floor((nowMs - keptMs) / 1000);
    for (const [key, { second }] of this.seconds) if (second < oldest) this.seconds.delete(key);
    // Still as many: so much at once that the next second starts anew anyway.
    if (this.seconds.size >= keptSeconds) this.seconds.clear();
  }
}

function contextOf(budget: CostBudget, person: string | null): string | null {
  switch (budget) {
    case 'App':
    case 'Anonymous':
      return '';
    case 'User':
    case 'App + user':
      return person;
  }
}

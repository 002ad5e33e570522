import { AsyncLocalStorage } from 'node:async_hooks';
import type { Trigger } from '../model';
import type { OpenCall } from '../calls/open-call';

/** One invocation of a function, as far as the meter cares. */
export interface Scope {
  trigger: Trigger;
  /** The account at whose wish it runs, in memory only; `null` where the host did not say. */
  person: string | null;
  /** Calls that are answered, but whose body the caller may still read. */
  open: Set<OpenCall>;
}

const scopes = new AsyncLocalStorage<Scope>();

/** The running invocation; `null` outside of `withGauge`. */
export function currentScope(): Scope | null {
  return scopes.getStore() ?? null;
}

export function runInScope<T>(scope: Scope, run: () => T): T {
  return scopes.run(scope, run);
}

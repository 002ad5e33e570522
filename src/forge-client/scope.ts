import { AsyncLocalStorage } from 'node:async_hooks';
import type { Trigger } from '../model';
import type { OpenSet } from '../calls/open-set';
import type { RunningInstallation } from './installation';
import { isRecord } from '../object';

/** One invocation of a function, as far as the meter cares. */
export interface Scope {
  trigger: Trigger;
  /** The account at whose wish it runs, in memory only; `null` where the host did not say. */
  person: string | null;
  /** Whose it is, so that it is not asked for each of its calls; `null`: not known when it began. */
  running: RunningInstallation | null;
  /** Calls that are answered, but whose body the caller may still read. */
  open: OpenSet;
}

const scopes = new AsyncLocalStorage<Scope>();

/** The running invocation; `null` outside of `withGauge`. */
export function currentScope(): Scope | null {
  return scopes.getStore() ?? null;
}

export function runInScope<T>(scope: Scope, run: () => T): T {
  return scopes.run(scope, run);
}

/**
 * The account at whose wish a function runs, from what Forge hands to it: the principal of the invocation, or the context
 * of a resolver's event. `null` where nobody is, and where a handler was called by hand.
 */
export function personOf(args: readonly unknown[]): string | null {
  const [event, request] = args;
  const principal = isRecord(request) ? request['principal'] : null;
  const context = isRecord(event) ? event['context'] : null;
  for (const holder of [principal, context]) {
    if (!isRecord(holder)) continue;
    const { accountId } = holder;
    if (typeof accountId === 'string' && accountId !== '') return accountId;
  }
  return null;
}

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Installation } from './installation';
import type { Leftover, OpenWork } from './open-work';

/** Why a function runs. It decides how long it may run. */
export const invocationKinds = ['resolver', 'webTrigger', 'scheduled', 'consumer', 'trigger'] as const;
export type InvocationKind = (typeof invocationKinds)[number];

/** One run of one function. Everything the SDKs ask for hangs on it, so that runs in one process stay apart. */
export interface Invocation {
  id: string;
  kind: InvocationKind;
  installation: Installation;
  moduleKey: string;
  functionKey: string;
  /** The person at the page; `null` where nobody is. */
  accountId: string | null;
  startedAtMs: number;
  deadlineMs: number;
  /** Set at the return, the error or the deadline: what still runs then may not call anything any more. */
  ended: boolean;
  /** Calls and timers that are not over. */
  work: OpenWork;
  services: InvocationServices;
}

/** What the runtime gives an invocation; one per local Forge. */
export interface InvocationServices {
  fetch: (invocation: Invocation, meta: unknown, path: string, init: unknown) => Promise<Response>;
  runtime: (invocation: Invocation) => unknown;
  count: (invocation: Invocation, metric: string, value: number) => void;
  log: (invocation: Invocation | null, level: string, message: string) => void;
  /** Books work that outlived its invocation's answer. */
  leftOver: (invocation: Invocation, what: string, when: Leftover['when']) => void;
}

const running = new AsyncLocalStorage<Invocation>();

export function runInvocation<T>(invocation: Invocation, run: () => Promise<T>): Promise<T> {
  return running.run(invocation, run);
}

/** The invocation that the calling code belongs to; `null` outside of one. */
export function currentInvocation(): Invocation | null {
  return running.getStore() ?? null;
}

/** @throws Error that names the operation, for a call that no invocation stands behind. */
export function requireInvocation(operation: string): Invocation {
  const invocation = currentInvocation();
  if (invocation === null) {
    throw new Error(
      `${operation} needs an invocation: it was called while a module was loaded, or by the host.`,
    );
  }
  if (invocation.ended) {
    invocation.services.leftOver(invocation, operation, 'begun');
    throw new Error(
      `${operation} came after the end of invocation ${invocation.id} (${invocation.functionKey}).`,
    );
  }
  return invocation;
}

/** Seconds that a function may run. Source: Forge platform quotas and limits, "Invocation limits", 2026-10. */
export function timeoutSecondsOf(kind: InvocationKind, declaredSeconds: number | null): number {
  switch (kind) {
    case 'resolver':
    case 'trigger':
      return 25;
    case 'webTrigger':
      return 55;
    case 'scheduled':
    case 'consumer':
      return Math.min(declaredSeconds ?? 55, 900);
  }
}

/**
 * The global object that a bundle sees: Forge's own names on top of Node's. A bundle is loaded with it as `global` and
 * `globalThis`, so two isolates share no variable and the host's own globals stay clean.
 */
import { format } from 'node:util';
import type { Clock } from '../clock';
import { currentInvocation, requireInvocation } from './invocation';
import { virtualDate } from './virtual-date';

export interface IsolateGlobals {
  global: object;
  date: DateConstructor;
  console: object;
}

const levels = ['debug', 'info', 'log', 'warn', 'error'] as const;

export function isolateGlobals(clock: Clock, log: (level: string, message: string) => void): IsolateGlobals {
  const date = virtualDate(clock);
  const appConsole = Object.fromEntries(
    levels.map((level) => [
      level,
      (...parts: unknown[]) => {
        const invocation = currentInvocation();
        if (invocation === null) log(level, format(...parts));
        else invocation.services.log(invocation, level, format(...parts));
      },
    ]),
  );
  const own: Record<PropertyKey, unknown> = {
    Date: date,
    console: appConsole,
    __forge_fetch__: async (meta: unknown, path: string, init: unknown) => {
      const invocation = requireInvocation(`A call to ${path}`);
      return invocation.services.fetch(invocation, meta, path, init);
    },
    api: { internalMetrics: internalMetrics() },
  };
  const global: object = new Proxy(own, {
    has: (target, name) => name === '__forge_runtime__' || name in target || name in globalThis,
    get: (target, name) => {
      if (name === 'global' || name === 'globalThis') return global;
      // A getter, so that every invocation reads its own.
      if (name === '__forge_runtime__') return runtimeOfInvocation();
      return name in target ? target[name] : (Reflect.get(globalThis, name) as unknown);
    },
  });
  return { global, date, console: appConsole };
}

/** `undefined` outside an invocation: SDKs look while they are loaded, and say "Forge runtime not found" when used. */
function runtimeOfInvocation(): unknown {
  const invocation = currentInvocation();
  if (invocation === null) return undefined;
  return invocation.services.runtime(invocation);
}

/** The port of @forge/metrics 0.2.28, read from its compiled code. */
function internalMetrics(): object {
  const count = (name: string, value: number): void => {
    const invocation = requireInvocation(`Metric ${name}`);
    invocation.services.count(invocation, name, value);
  };
  let timers = 0;
  return {
    invokeCounter: (operation: 'incr' | 'decr', name: string, value: number) => {
      count(name, operation === 'incr' ? value : -value);
    },
    invokeGauge: (name: string, value: number) => {
      count(name, value);
    },
    invokeTimer: () => {
      timers += 1;
      return `timer-${String(timers)}`;
    },
  };
}

/**
 * The global object that a bundle sees: Forge's own names on top of Node's. A bundle is loaded with it as `global` and
 * `globalThis`, so two isolates share no variable and the host's own globals stay clean.
 */
import * as timerFunctions from 'node:timers';
import { format } from 'node:util';
import type { Clock } from '../clock';
import { currentInvocation, requireInvocation } from './invocation';
import { isolateTimerPromises, isolateTimers } from './isolate-timers';
import { virtualDate } from './virtual-date';

/** What a bundle finds of the platform while it is loaded, before any invocation. */

/**
 * `__forge_runtime__` then: what clients look at as they are made (`tracing`: @forge/llm 1.0.8), and nothing of an invocation.
 */
function loadTimeRuntime(): object {
  const ofInvocation = (name: string): PropertyDescriptor => ({
    get: () => {
      throw new Error(`Forge runtime not found: ${name} was asked for while the app was loaded.`);
    },
  });
  const names = ['appContext', 'contextAri', 'aaid', 'lambdaContext'];
  return Object.defineProperties(
    { tracing: { traceId: '0'.repeat(32), spanId: '0'.repeat(16) } },
    Object.fromEntries(names.map((name) => [name, ofInvocation(name)])),
  );
}

type Fetch = (meta: unknown, path: string, init: unknown) => Promise<Response>;

/**
 * `api`, where @forge/metrics looks for its port. `@forge/api` up to 5, which older releases of @forge/resolver bring with them,
 * takes an `api` with anything to list for the runtime of old, and asks one for `__requestAtlassian` as it loads: so nothing
 * is listed, and that is there.
 */
function olderApi(internalMetrics: object, fetch: Fetch): object {
  const caller = (provider: 'app' | 'user') => () => ({
    __requestAtlassian: (path: string, init: unknown) =>
      fetch({ type: 'fpp', provider, remote: 'stargate' }, path, init),
  });
  const hidden = { internalMetrics, asApp: caller('app'), asUser: caller('user') };
  return Object.defineProperties(
    {},
    Object.fromEntries(Object.entries(hidden).map(([name, value]) => [name, { value }])),
  );
}

export interface IsolateGlobals {
  global: object;
  /** What the bundle finds under a bare name: a function's own global object would not be asked for those. */
  bare: Record<string, unknown>;
  /** Modules of Node that the bundle gets in another form, by name without `node:`. */
  modules: ReadonlyMap<string, unknown>;
  /** The bundle has been read: from now on only invocations have a runtime. */
  loaded: () => void;
}

const levels = ['debug', 'info', 'log', 'warn', 'error'] as const;

/** The method of the console that a line was printed with; what another program calls it is a line of `log`. */
export function readConsoleLevel(level: string): (typeof levels)[number] {
  return levels.find((known) => known === level) ?? 'log';
}

export function isolateGlobals(clock: Clock, log: (level: string, message: string) => void): IsolateGlobals {
  const date = virtualDate(clock);
  const loading = loadTimeRuntime();
  let isLoading = true;
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
  const waits = isolateTimerPromises();
  const timers = isolateTimers(waits);
  const bare = { Date: date, console: appConsole, ...timers };
  const own: Record<PropertyKey, unknown> = {
    ...bare,
    __forge_fetch__: forgeFetch,
    api: olderApi(internalMetrics(), forgeFetch),
  };
  const global: object = new Proxy(own, {
    has: (target, name) => name === '__forge_runtime__' || name in target || name in globalThis,
    get: (target, name) => {
      if (name === 'global' || name === 'globalThis') return global;
      // A getter, so that every invocation reads its own.
      if (name === '__forge_runtime__') return runtimeOfInvocation() ?? (isLoading ? loading : undefined);
      return name in target ? target[name] : (Reflect.get(globalThis, name) as unknown);
    },
  });
  const timerModule = { ...timerFunctions, ...timers };
  const modules = new Map<string, unknown>([
    ['timers', timerModule],
    ['timers/promises', waits],
  ]);
  const loaded = (): void => {
    isLoading = false;
  };
  return { global, bare: { ...bare, global, globalThis: global }, modules, loaded };
}

/** A call that is not answered when its invocation is: it was sent, and nobody hears of it any more. */
async function forgeFetch(meta: unknown, path: string, init: unknown): Promise<Response> {
  const what = `A call to ${path}`;
  const invocation = requireInvocation(what);
  const { services, work } = invocation;
  return new Promise((resolve) => {
    let isFrozen = false;
    const isOver = work.begin(what, () => {
      isFrozen = true;
    });
    const answer = services.fetch(invocation, meta, path, init);
    // An answer comes from another machine and never within the same turn, however fast the emulated one is.
    const end = (): void => {
      timerFunctions.setImmediate(() => {
        isOver();
        if (!isFrozen) resolve(answer);
      });
    };
    answer.then(end, end);
  });
}

/** `undefined` outside an invocation: SDKs say "Forge runtime not found" then. */
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

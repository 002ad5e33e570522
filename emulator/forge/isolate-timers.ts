/** The timers that a bundle sees: those of an invocation end with its answer, as its frozen process would have them. */
import * as timers from 'node:timers';
import * as promised from 'node:timers/promises';
import { promisify } from 'node:util';
import { currentInvocation } from './invocation';

type Callback = (...args: unknown[]) => void;

/** @param waits what `promisify` makes of `setTimeout` and `setImmediate` */
export function isolateTimers(waits: Pick<typeof promised, 'setTimeout' | 'setImmediate'>) {
  const over = new WeakMap<object, () => void>();

  function start<Timer extends object>(
    what: string,
    make: (over: () => void) => Timer,
    stop: (timer: never) => void,
  ): Timer {
    const invocation = currentInvocation();
    let isOver: () => void = () => undefined;
    const timer = make(() => {
      isOver();
    });
    if (invocation === null) return timer;
    isOver = invocation.work.begin(what, () => {
      stop(timer as never);
    });
    // What is begun after the answer never runs.
    if (invocation.ended) {
      invocation.services.leftOver(invocation, what, 'begun');
      isOver();
      stop(timer as never);
    }
    over.set(timer, isOver);
    return timer;
  }

  function clear(timer: unknown, stop: (timer: never) => void): void {
    if (typeof timer === 'object' && timer !== null) over.get(timer)?.();
    stop(timer as never);
  }

  const all = {
    setTimeout: (run: Callback, delayMs?: number, ...args: unknown[]) =>
      start(
        `a timer of ${delayMs ?? 0} ms`,
        (isOver) =>
          timers.setTimeout(() => {
            isOver();
            run(...args);
          }, delayMs),
        timers.clearTimeout,
      ),
    setInterval: (run: Callback, everyMs?: number, ...args: unknown[]) =>
      start(
        `an interval of ${everyMs ?? 0} ms`,
        () => timers.setInterval(run, everyMs, ...args),
        timers.clearInterval,
      ),
    setImmediate: (run: Callback, ...args: unknown[]) =>
      start(
        'an immediate',
        (isOver) =>
          timers.setImmediate(() => {
            isOver();
            run(...args);
          }),
        timers.clearImmediate,
      ),
    clearTimeout: (timer: unknown) => {
      clear(timer, timers.clearTimeout);
    },
    clearInterval: (timer: unknown) => {
      clear(timer, timers.clearInterval);
    },
    clearImmediate: (timer: unknown) => {
      clear(timer, timers.clearImmediate);
    },
  };
  Object.assign(all.setTimeout, { [promisify.custom]: waits.setTimeout });
  Object.assign(all.setImmediate, { [promisify.custom]: waits.setImmediate });
  return all;
}

interface WaitOptions {
  signal?: AbortSignal;
  ref?: boolean;
}

/** The module `node:timers/promises`, whose waits are the invocation's work as well. */
export function isolateTimerPromises(): typeof promised {
  function wait<T>(
    what: string,
    asked: WaitOptions,
    begin: (options: WaitOptions) => Promise<T>,
  ): Promise<T> {
    const invocation = currentInvocation();
    if (invocation === null) return begin(asked);
    const frozen = new AbortController();
    const isOver = invocation.work.begin(what, () => {
      frozen.abort();
    });
    const signals = asked.signal === undefined ? [frozen.signal] : [asked.signal, frozen.signal];
    const waited = begin({ ...asked, signal: AbortSignal.any(signals) });
    if (invocation.ended) {
      invocation.services.leftOver(invocation, what, 'begun');
      frozen.abort();
    }
    return new Promise((resolve) => {
      const end = (): void => {
        isOver();
        // Frozen: nobody hears of it any more.
        if (!frozen.signal.aborted) resolve(waited);
      };
      waited.then(end, end);
    });
  }

  return {
    ...promised,
    setTimeout: <T>(delayMs?: number, value?: T, options: WaitOptions = {}) =>
      wait(`a wait of ${delayMs ?? 0} ms`, options, (bounded) =>
        promised.setTimeout(delayMs, value, bounded),
      ),
    setImmediate: <T>(value?: T, options: WaitOptions = {}) =>
      wait('an immediate', options, (bounded) => promised.setImmediate(value, bounded)),
    scheduler: {
      ...promised.scheduler,
      wait: (delayMs: number, options: WaitOptions = {}) =>
        wait(`a wait of ${delayMs} ms`, options, (bounded) =>
          promised.setTimeout(delayMs, undefined, bounded),
        ),
    },
  } as typeof promised;
}

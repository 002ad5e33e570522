import { AsyncLocalStorage } from 'node:async_hooks';

const metered = new AsyncLocalStorage<true>();
let watchers = 0;

/** Whoever watches what is below a client (undici's channels) must not report what the client's own meter reports. */
export function isMeteredAbove(): boolean {
  return metered.getStore() === true;
}

/** Makes the call of a client that is metered itself. Costs nothing as long as nobody watches below. */
export function asMetered<T>(run: () => T): T {
  return watchers === 0 ? run() : metered.run(true, run);
}

/** Somebody watches below from now on. @returns what ends it */
export function watchBelow(): () => void {
  watchers += 1;
  return () => {
    watchers -= 1;
  };
}

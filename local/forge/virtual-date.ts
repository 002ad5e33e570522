import type { Clock } from '../clock';

/**
 * A `Date` whose present is the clock's. App code and the SDKs inside its bundle then live in the cloud's time without
 * knowing it. A proxy and not a subclass: dates made outside are still instances of it.
 */
export function virtualDate(clock: Clock): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [clock.now()] : args, newTarget) as Date,
    apply: () => new Date(clock.now()).toString(),
    get: (target, property, receiver) =>
      property === 'now' ? () => clock.now() : (Reflect.get(target, property, receiver) as unknown),
  });
}

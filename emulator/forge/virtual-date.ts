import type { Clock } from '../clock';

/**
 * A `Date` whose present is the clock's. App code and the SDKs inside its bundle then live in the cloud's time without
 * knowing it. A proxy and not a subclass: dates made outside are still instances of it.
 */
export function virtualDate(clock: Clock): DateConstructor {
  // Dates know no part of a millisecond, whatever a fast clock says.
  const nowMs = (): number => Math.floor(clock.now());
  return new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [nowMs()] : args, newTarget) as Date,
    apply: () => new Date(nowMs()).toString(),
    get: (target, property, receiver) =>
      property === 'now' ? nowMs : (Reflect.get(target, property, receiver) as unknown),
  });
}

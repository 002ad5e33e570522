import { parseSumKey, type SumId } from './keys';
import type { UsageSum } from './usage-sum';

// Usage is read whole or not at all, so every key was checked when it was decoded: none is left out here.

/** The sums with what they are the sum of. */
export function* sumsOf({ sums }: { sums: ReadonlyMap<string, UsageSum> }): Generator<[SumId, UsageSum]> {
  for (const [key, usageSum] of sums) {
    const id = parseSumKey(key);
    if (id !== null) yield [id, usageSum];
  }
}

/**
 * What is made of each sum's name, made once: the same few hundred sums come in every hour and day of a period, and nearly always in
 * the same order, so the one after the last is looked at before it is searched.
 * @returns by the key of a sum; `null` where it is none, or `make` gave that
 */
export function byName<Made>(make: (id: SumId, key: string) => Made | null): (key: string) => Made | null {
  const inOrder: { key: string; made: Made | null }[] = [];
  const places = new Map<string, number>();
  let next = 0;
  return (key) => {
    let place = inOrder[next]?.key === key ? next : places.get(key);
    if (place === undefined) {
      const id = parseSumKey(key);
      place = inOrder.push({ key, made: id === null ? null : make(id, key) }) - 1;
      places.set(key, place);
    }
    next = place + 1;
    return inOrder[place]?.made ?? null;
  };
}

import { parsePolicySlotKey, parseSumKey, type PolicySlotId, type SumId } from './keys';
import type { PolicyMark } from './policy-mark';
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
 * What is made of each sum's name, made once: the same few hundred sums come in every hour and day of a period.
 * @returns by the key of a sum; `null` where it is none, or `make` gave that
 */
export function byName<Made>(make: (id: SumId) => Made | null): (key: string) => Made | null {
  const made = new Map<string, Made | null>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const id = parseSumKey(key);
    const one = id === null ? null : make(id);
    made.set(key, one);
    return one;
  };
}

export interface NamedMark {
  id: PolicySlotId;
  mark: PolicyMark;
}

/** What the headers said, with the policy and the slot of which they said it. */
export function* policyMarksOf(usage: { policies: ReadonlyMap<string, PolicyMark> }): Generator<NamedMark> {
  for (const [key, mark] of usage.policies) {
    const id = parsePolicySlotKey(key);
    if (id !== null) yield { id, mark };
  }
}

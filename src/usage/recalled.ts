import { KnownTexts } from '../known-texts';

/** Keys of each part that are kept: an endpoint is called by a few routes, a policy named in a few slots. */
const keptEach = 4;
const keptParts = 512;
/** Longer ones are no key of anything that is called often. */
export const longestKey = 600;

/**
 * The same keys, each made once where it is asked for again and again: a call is booked under several, and nearly always the same as
 * the one before it. What is kept is bounded, whoever thinks up the names.
 * @param partOf what tells most of the ids apart
 * @param isSame asked of ids whose part is the same
 * @param copyOf of the id, since what it was given stays its owner's
 */
export function recalled<Id>(
  keyOf: (id: Id) => string,
  partOf: (id: Id) => string,
  isSame: (a: Id, b: Id) => boolean,
  copyOf: (id: Id) => Id,
): (id: Id) => string {
  const known = new KnownTexts<{ id: Id; key: string }[]>(keptParts, longestKey);
  return (id) => {
    const part = partOf(id);
    const kept = known.get(part);
    if (kept !== undefined) for (const one of kept) if (isSame(one.id, id)) return one.key;
    const key = keyOf(id);
    if (key.length > longestKey) return key;
    const made = { id: copyOf(id), key };
    if (kept !== undefined) {
      if (kept.length >= keptEach) kept.shift();
      kept.push(made);
      return key;
    }
    known.keep(part, [made]);
    return key;
  };
}

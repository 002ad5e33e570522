import type { BareValue, Item } from './grammar';
import type { ProblemList } from './problems';

/** The value of a parameter; the last one counts when a name is repeated (RFC 9651, 4.2.3.2). */
function param(item: Item, key: string): BareValue | undefined {
  for (let one = item.lastParam; one !== null; one = one.before) if (one.key === key) return one.value;
  return undefined;
}

const quotedNumber = /^-?\d{1,15}(?:\.\d{1,9})?$/;

/** A count or a duration. `null` when it is missing, and, with a problem, when it is no number at all. */
export function numberParam(item: Item, key: string, header: string, problems: ProblemList): number | null {
  const value = param(item, key);
  if (value === undefined) return null;
  if (typeof value === 'number') {
    // 2^53 and above lose digits; a figure of that size is a mark for "no limit" or "blocked", not a count.
    if (value > Number.MAX_SAFE_INTEGER) {
      problems.add(header, `${key}=${value}`, 'the number is too large to be a figure', null);
      return null;
    }
    if (value >= 0) return value;
    const left = key === 'r';
    problems.add(header, `${key}=${value}`, 'the number is below zero', left ? 'as sent' : null);
    return left ? value : null;
  }
  if (typeof value === 'string' && quotedNumber.test(value)) {
    const read = Number(value);
    problems.add(header, `${key}="${value}"`, 'the number is in quotation marks', value);
    return read >= 0 ? read : null;
  }
  const shown = value === true ? key : `${key}=${value}`;
  problems.add(header, shown, 'a number was expected', null);
  return null;
}

export function textParam(item: Item, key: string): string | null {
  const value = param(item, key);
  return typeof value === 'string' ? value : null;
}

/** A partition key as text, empty when there is none. */
export function byteOrText(item: Item, key: string): string {
  const value = param(item, key);
  return value === undefined ? '' : String(value);
}

/** Where a body holds what is counted. */

/**
 * Names joined by dots: `values[]` are the elements of a list, `permissions{}` the properties of a map, `logs[].entries[]` the entries
 * of all logs; `[]` and `{}` alone mean the body. Several places are added up, with ` + ` between them; where `0 + ` stands before them, a
 * body without any of them has none.
 */
export type Place = `${string}[]` | `${string}{}`;

const steps = new Map<string, readonly (readonly string[])[]>();

/** Things at a place of a body; `null` where the body has no such place, which is not the same as none. */
export function countAt(body: unknown, place: string): number | null {
  let known = steps.get(place);
  if (known === undefined) {
    known = place.split(' + ').map((one) => one.split('.'));
    steps.set(place, known);
  }
  let sum: number | null = null;
  for (const one of known) {
    const found = one[0] === '0' ? 0 : countIn(body, one, 0);
    if (found !== null) sum = (sum ?? 0) + found;
  }
  return sum;
}

function countIn(body: unknown, path: readonly string[], from: number): number | null {
  const step = path[from] ?? '';
  const isLast = from === path.length - 1;
  if (step.endsWith('[]')) {
    const list = step === '[]' ? body : own(body, step.slice(0, -2));
    if (!Array.isArray(list)) return null;
    if (isLast) return list.length;
    return list.reduce<number>((sum, one) => sum + (countIn(one, path, from + 1) ?? 0), 0);
  }
  if (!step.endsWith('{}')) return countIn(own(body, step), path, from + 1);
  const map = step === '{}' ? body : own(body, step.slice(0, -2));
  return isObject(map) && !Array.isArray(map) ? Object.keys(map).length : null;
}

/** A field of the value's own; `undefined` where there is none. */
export function own(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Checks of a file that anybody may have made. */
export type Check = (value: unknown) => boolean;

/** Every field of a row with its check: a field that is not named here is not taken over. */
export type Spec<T> = Readonly<Record<keyof T & string, Check>>;

export const isText: Check = (value) => typeof value === 'string' && value.length <= 2000;
export const isFlag: Check = (value) => typeof value === 'boolean';
export const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
/** Points: finite, not negative, far below where sums lose their thousandths. */
export const isAmount: Check = (value) =>
  Number.isFinite(value) && (value as number) >= 0 && (value as number) < 1e12;
export const isTime: Check = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));
export const isHour: Check = (value) => isTime(value) && /:00:00Z$/.test(String(value));

export function orNull(check: Check): Check {
  return (value) => value === null || check(value);
}

export function oneOf(known: readonly string[]): Check {
  return (value) => known.some((one) => one === value);
}

export function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

export function countsOf(known: readonly string[]): Check {
  const isKnown = oneOf(known);
  return (value) =>
    isObject(value) && Object.entries(value).every(([key, count]) => isKnown(key) && isCount(count));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The named fields alone, or the name of one that is not as it must be. */
export function readRow<T>(spec: Spec<T>, value: unknown): { row: T } | { bad: string } {
  if (!isObject(value)) return { bad: 'an object' };
  const row: Record<string, unknown> = {};
  for (const [field, check] of Object.entries<Check>(spec)) {
    if (!check(value[field])) return { bad: `"${field}"` };
    row[field] = value[field];
  }
  return { row: row as T };
}

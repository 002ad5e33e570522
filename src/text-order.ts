/** Texts in the order of their characters, whatever the locale: less than 0 where the first comes first, 0 for equal ones. */
export function textOrder(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

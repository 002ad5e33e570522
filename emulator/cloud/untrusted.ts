/** Reading what a caller sent: nothing in a query or a body is believed before it was looked at. */

export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? [...(value as unknown[])] : [];
}

export function texts(value: unknown): string[] {
  return list(value).filter((entry): entry is string => typeof entry === 'string');
}

/** An id or a name as text, whether it was sent as a number or as text; empty for anything else. */
export function idText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A whole number of the query between 0 and `most`; the fallback where it is absent or unreadable, as Jira does. */
export function wholeNumber(query: URLSearchParams, name: string, fallback: number, most: number): number {
  const raw = query.get(name);
  if (raw === null || !/^\d{1,9}$/.test(raw)) return fallback;
  return Math.min(Number(raw), most);
}

/** A comma-separated value of the query, as Atlassian writes lists. */
export function commaList(query: URLSearchParams, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

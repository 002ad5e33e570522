import type { HeaderSource } from '../model';

/** Headers as they lie around: pairs, or a record as Node and most clients give it. */
export type HeaderPairs = readonly (readonly [name: string, value: string])[];
export type HeaderRecord = Readonly<Record<string, string | readonly string[] | null | undefined>>;

/** Makes a source of pairs or a record. Names match in any letter case; several lines of one name are joined with ", ". */
export function headerSource(headers: HeaderPairs | HeaderRecord): HeaderSource {
  const values = new Map<string, string>();
  if (isPairs(headers)) {
    for (const [name, value] of headers) put(values, name, value);
  } else {
    for (const name of Object.keys(headers)) {
      const value = headers[name];
      if (typeof value === 'string') put(values, name, value);
      else if (value) for (const line of value) put(values, name, line);
    }
  }
  return { get: (name) => values.get(name) ?? null };
}

function isPairs(headers: HeaderPairs | HeaderRecord): headers is HeaderPairs {
  return Array.isArray(headers);
}

function put(values: Map<string, string>, name: string, value: string): void {
  const key = name.trim().toLowerCase();
  const earlier = values.get(key);
  values.set(key, earlier === undefined ? value : `${earlier}, ${value}`);
}

/** The value without outer spaces; `null` when it is missing or empty, since an empty header says nothing. */
export function headerValue(headers: HeaderSource, name: string): string | null {
  // A source of another library may break its word, and a reading must not throw for that.
  const value: unknown = headers.get(name);
  if (typeof value !== 'string') return null;
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}

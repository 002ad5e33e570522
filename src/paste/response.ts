import type { HeaderPairs } from '../headers/source';

/** The forms in which people paste a response, and what they are called. */
export const pasteForms = {
  http: 'HTTP headers',
  curlVerbose: 'the output of curl -v',
  wget: 'the output of wget -S',
  wireLog: 'a wire log',
  devtools: "headers copied from a browser's developer tools",
  har: 'a HAR file',
  json: 'a response in JSON',
  jsonHeaders: 'headers in JSON',
  clientError: "a client's error",
  printedObject: 'an object as a program prints it',
} as const;
export type PasteForm = keyof typeof pasteForms;

/** One response as it was pasted. */
export interface PastedResponse {
  /** `null` where the paste does not say. */
  status: number | null;
  pairs: HeaderPairs;
  /** The parsed JSON body, or its text; `undefined` where there is none. */
  body: unknown;
  method: string | null;
  url: string | null;
  /** When it came, epoch milliseconds, as its file says; `null` where only its own `Date` can tell. */
  atMs: number | null;
}

export function pasted(known: Partial<PastedResponse>): PastedResponse {
  return { status: null, pairs: [], body: undefined, method: null, url: null, atMs: null, ...known };
}

/** Three digits that are an HTTP status, as a number or a text. */
export function statusOf(value: unknown): number | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  return /^[1-5]\d\d$/.test(text) ? Number(text) : null;
}

/** A body is extra: one that is no JSON stays a text, and none is `undefined`. */
export function bodyOf(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (!/^[[{]/.test(trimmed)) return trimmed;
  try {
    return JSON.parse(trimmed);
  } catch {
    return trimmed;
  }
}

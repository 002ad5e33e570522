import { invalidRequest } from './errors';

/** A JSON object whose fields nobody has checked yet. */
export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What JSON says, or the refusal of a text that is none. */
export function parseBody(bodyText: string): unknown {
  try {
    return JSON.parse(bodyText);
  } catch {
    return invalidRequest('The request body is not JSON.');
  }
}

/** @throws StorageRefusal 400 when `value` is no JSON object; `what` names it in the message. */
export function fieldsOf(value: unknown, what: string): Fields {
  if (!isFields(value)) throw invalidRequest(`${what} must be a JSON object.`);
  return value;
}

/** A field that may be left out: `[]` then. */
export function listOf(value: unknown, what: string): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw invalidRequest(`${what} must be an array.`);
  return value as unknown[];
}

export function oneOf<T extends string>(value: unknown, known: readonly T[], what: string): T {
  const found = known.find((item) => item === value);
  if (found === undefined) throw invalidRequest(`${what} must be one of ${known.join(', ')}.`);
  return found;
}

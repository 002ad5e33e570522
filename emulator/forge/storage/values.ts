import { StorageRefusal } from './errors';

/** Source: developer.atlassian.com/platform/forge/limits-kvs-ce, read 2026-11. */
const maxValueBytes = 240 * 1024;
const maxDepth = 31;

interface CheckedValue {
  /** The value as JSON, the form in which it is stored and sized. */
  text: string;
  bytes: number;
}

/**
 * @throws StorageRefusal 400 MAX_SIZE over 240 KiB of JSON, MAX_DEPTH over 31 nested objects or arrays,
 *   INVALID_VALUE for none or `null` (undocumented code: the client's types name string, number, boolean, object, array)
 */
export function checkValue(value: unknown): CheckedValue {
  if (value === undefined || value === null) {
    throw new StorageRefusal(
      400,
      'INVALID_VALUE',
      'A value must be a string, number, boolean, object or array.',
    );
  }
  if (deeperThan(value, maxDepth)) {
    throw new StorageRefusal(400, 'MAX_DEPTH', `The value is nested deeper than ${maxDepth} objects.`);
  }
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes > maxValueBytes) {
    throw new StorageRefusal(400, 'MAX_SIZE', `The value has ${bytes} bytes; ${maxValueBytes} are allowed.`);
  }
  return { text, bytes };
}

/** Walks no deeper than the limit, so that a value nested thousandfold cannot exhaust the stack. */
function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const children: unknown[] = Array.isArray(value) ? value : Object.values(value);
  return children.some((child) => deeperThan(child, levels - 1));
}

import { StorageRefusal, invalidRequest } from './errors';

/** Source: developer.atlassian.com/platform/forge/limits-kvs-ce, read 2026-11. */
const maxKeyCharacters = 500;
const keyPattern = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;

/**
 * The key of a request, checked.
 * @throws StorageRefusal 400 KEY_TOO_SHORT (EMPTY_KEY for an entity), KEY_TOO_LONG, INVALID_KEY
 */
export function readKey(value: unknown, entityName: string | null): string {
  if (typeof value !== 'string') throw invalidRequest('"key" must be a string.');
  if (value.length === 0) {
    throw new StorageRefusal(
      400,
      entityName === null ? 'KEY_TOO_SHORT' : 'EMPTY_KEY',
      'The key must have at least one character.',
    );
  }
  if (value.length > maxKeyCharacters) {
    throw new StorageRefusal(
      400,
      'KEY_TOO_LONG',
      `The key has ${value.length} characters; ${maxKeyCharacters} are allowed.`,
    );
  }
  if (!keyPattern.test(value)) {
    throw new StorageRefusal(400, 'INVALID_KEY', `The key must match ${keyPattern.source}.`);
  }
  return value;
}

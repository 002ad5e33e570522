/**
 * A refusal that the storage service answers with, in the words of the platform.
 * Codes and where they are documented: developer.atlassian.com/platform/forge/storage-reference/handling-errors-kvs
 * and …/handling-errors-customentities (read 2026-11). Codes that no page names are marked so where they are used.
 */
export class StorageRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    // An answer and no fault: nobody asks where it was made, and a stack would cost more than the whole request.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'StorageRefusal';
  }
}

/** A request that does not have the form of the protocol. The platform's own code for it is not documented. */
export function invalidRequest(message: string): StorageRefusal {
  return new StorageRefusal(400, 'INVALID_REQUEST', message);
}

/**
 * How a batch says that a key holds nothing. The codes of a batch's single keys are not documented: the client knows
 * `KEY_NOT_FOUND`, the page on errors of the key-value store names `NOT_FOUND` (read 2026-11).
 */
export const absentKeyCodes = ['KEY_NOT_FOUND', 'NOT_FOUND'] as const;
export type AbsentKeyCode = (typeof absentKeyCodes)[number];

export function keyNotFound(key: string, code: AbsentKeyCode = 'KEY_NOT_FOUND'): StorageRefusal {
  return new StorageRefusal(404, code, `No value is stored under the key "${key}".`);
}

export function rateLimitExceeded(what: string): StorageRefusal {
  return new StorageRefusal(429, 'RATE_LIMIT_EXCEEDED', `Storage limit reached: ${what}.`);
}

export function refusalBody(refusal: { code: string; message: string }): string {
  return JSON.stringify({ code: refusal.code, message: refusal.message });
}

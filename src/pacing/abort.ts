/** Waits so long; ends sooner where the signal says so, if it can. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/**
 * Waits, and gives up at once when the caller does.
 * @throws the signal's reason
 */
export async function sleepUnlessAborted(
  sleep: Sleep,
  milliseconds: number,
  signal: AbortSignal | null,
): Promise<void> {
  if (signal === null) return sleep(milliseconds);
  return unlessAborted(sleep(milliseconds, signal), signal);
}

/**
 * As the promise, or the signal's reason as soon as there is one.
 * @throws the signal's reason
 */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (signal === null) return promise;
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(reasonOf(signal));
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    throwIfAborted(signal);
    return await Promise.race([promise, aborted]);
  } catch (error) {
    // A timer that obeys the signal by itself fails with an error of its own.
    throwIfAborted(signal);
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    // Whoever gave up wants to hear nothing more of it.
    promise.catch(() => undefined);
  }
}

/** @throws the signal's reason, where the caller has given up */
export function throwIfAborted(signal: AbortSignal | null): void {
  if (signal?.aborted === true) throw reasonOf(signal);
}

/** The reason is whatever the caller gave, which for a fetch need not be an error. */
function reasonOf(signal: AbortSignal): Error {
  return (signal.reason ?? new DOMException('This operation was aborted', 'AbortError')) as Error;
}

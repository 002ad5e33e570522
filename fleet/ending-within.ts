/**
 * Work on the network that ends when its time is over, and when `stopped` does. `AbortSignal.any` beside `AbortSignal.timeout` is no substitute:
 * Node 20 forgets the timeout, and what hangs does so for good. Nothing of it stays at `stopped`, which lasts as long as the program.
 */
export async function endingWithin<T>(
  mostMs: number,
  stopped: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const stop = (): void => {
    ending.abort(stopped.reason);
  };
  const timer = setTimeout(() => {
    ending.abort(new DOMException('It took too long.', 'TimeoutError'));
  }, mostMs);
  stopped.addEventListener('abort', stop);
  if (stopped.aborted) stop();
  try {
    return await work(ending.signal);
  } finally {
    clearTimeout(timer);
    stopped.removeEventListener('abort', stop);
  }
}

/**
 * What all of them give, like `Promise.all`, but a failure is thrown only when the others have ended, too: what still runs
 * when a function answers is frozen there, and may go on within another tenant's invocation.
 */
export async function allOf<T extends readonly Promise<unknown>[]>(
  work: readonly [...T],
): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

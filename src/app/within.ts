/**
 * Waits for all of the work, but not longer than so many milliseconds. Failure and lateness are both nobody's business; one
 * that fails does not end the wait for the others, which would be frozen with the answer.
 */
export async function within(work: readonly Promise<unknown>[], milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([Promise.allSettled(work), late]);
  clearTimeout(timer);
}

import type { Tried } from '../insights/installation-check';

/** How a piece of work ended: it never throws, and never takes longer than so many milliseconds. */
export async function attempt<T>(work: () => Promise<T>, longestMs: number): Promise<Tried<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Tried<T>>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: 'late' });
    }, longestMs);
  });
  const done = Promise.resolve()
    .then(work)
    .then(
      (value): Tried<T> => ({ kind: 'done', value }),
      (error: unknown): Tried<T> => ({ kind: 'refused', code: codeOf(error) }),
    );
  const tried = await Promise.race([done, late]);
  clearTimeout(timer);
  return tried;
}

/** The platform's code where it gave one, else the kind of the error; never its text, which may hold anything. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

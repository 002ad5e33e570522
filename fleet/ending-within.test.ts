import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { endingWithin } from './ending-within';

const hanging = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

test('what hangs ends after its time, also where memory is cleared meanwhile', async () => {
  setFlagsFromString('--expose-gc');
  const clear = runInNewContext('gc') as () => void;
  const clearing = setInterval(clear, 20);
  try {
    await expect(endingWithin(200, new AbortController().signal, hanging)).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  } finally {
    clearInterval(clearing);
  }
});

test('what is stopped ends at once, before it began as well', async () => {
  const stopping = new AbortController();
  const ended = endingWithin(60_000, stopping.signal, hanging);
  const why = new Error('enough');
  stopping.abort(why);
  await expect(ended).rejects.toBe(why);
  await expect(
    endingWithin(60_000, stopping.signal, (signal) => Promise.resolve(signal.aborted)),
  ).resolves.toBe(true);
});

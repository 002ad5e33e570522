import { sleepUnlessAborted, throwIfAborted, unlessAborted } from './abort';

const never = new Promise<never>(() => undefined);
const gaveUp = new Error('gave up');

it('a promise without a signal, or with one that stays quiet, is as it was', async () => {
  const { signal } = new AbortController();
  expect(await unlessAborted(Promise.resolve(7), null)).toBe(7);
  expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7);
  await expect(unlessAborted(Promise.reject(gaveUp), signal)).rejects.toBe(gaveUp);
});

it('a signal ends the wait with its reason, before and meanwhile', async () => {
  const controller = new AbortController();
  const wait = unlessAborted(never, controller.signal);
  controller.abort(gaveUp);
  await expect(wait).rejects.toBe(gaveUp);
  await expect(unlessAborted(Promise.resolve(7), controller.signal)).rejects.toBe(gaveUp);
});

it('a timer that obeys the signal by an error of its own still ends with the signal’s reason', async () => {
  const controller = new AbortController();
  controller.abort(gaveUp);
  await expect(unlessAborted(Promise.reject(new Error('AbortError')), controller.signal)).rejects.toBe(
    gaveUp,
  );
});

it('a signal that gives no reason says that the operation was aborted', () => {
  const reasonless = { aborted: true, reason: undefined } as AbortSignal;
  expect(() => {
    throwIfAborted(reasonless);
  }).toThrow('This operation was aborted');
  expect(() => {
    throwIfAborted(null);
    throwIfAborted(new AbortController().signal);
  }).not.toThrow();
});

it('nothing listens to the signal any more when the wait is over', async () => {
  const { signal } = new AbortController();
  const removed = jest.spyOn(signal, 'removeEventListener');
  const added = jest.spyOn(signal, 'addEventListener');
  await unlessAborted(Promise.resolve(), signal);
  expect(removed.mock.calls.map(([name, listener]) => [name, listener])).toEqual(
    added.mock.calls.map(([name, listener]) => [name, listener]),
  );
});

it('a sleep is handed the signal where there is one', async () => {
  const slept: unknown[] = [];
  const sleep = (...args: unknown[]): Promise<void> => {
    slept.push(args);
    return Promise.resolve();
  };
  const { signal } = new AbortController();
  await sleepUnlessAborted(sleep, 40, null);
  await sleepUnlessAborted(sleep, 50, signal);
  expect(slept).toEqual([[40], [50, signal]]);
});

import asyncHooks from 'node:async_hooks';
import { endingStorages } from './ending-storages';

test('what a file made to keep values along its promises ends with the file', async () => {
  const before = asyncHooks.AsyncLocalStorage;
  const calls: string[] = [];
  class Bare {
    setup(): Promise<void> {
      calls.push('setup');
      return Promise.resolve();
    }
    teardown(): Promise<void> {
      calls.push('teardown');
      return Promise.resolve();
    }
  }
  const environment = new (endingStorages(Bare))();
  await environment.setup();
  const ofFile = new asyncHooks.AsyncLocalStorage<string>();
  const seen = await ofFile.run('a value', async () => {
    await Promise.resolve();
    const within = ofFile.getStore();
    await environment.teardown();
    return { within, after: ofFile.getStore() };
  });

  expect(seen).toEqual({ within: 'a value', after: undefined });
  expect(calls).toEqual(['setup', 'teardown']);
  expect(asyncHooks.AsyncLocalStorage).toBe(before);
});

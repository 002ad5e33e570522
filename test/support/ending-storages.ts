import asyncHooks from 'node:async_hooks';

/** What `node:async_hooks` gives is one object for the process, in Jest's sandbox too. In Node 24 the class is a getter of it. */
const theirs = { ...Object.getOwnPropertyDescriptor(asyncHooks, 'AsyncLocalStorage') };
const { AsyncLocalStorage } = asyncHooks;

interface Environment {
  setup(): Promise<void>;
  teardown(): Promise<void>;
}

/**
 * An environment that ends the `AsyncLocalStorage`s of its file with the file. Jest makes one for each test file, the gauge and the emulator
 * make some more, and none of them is ever disabled. In Node 20 every promise carries the value of each one that lives in the process: in a
 * worker that ran a hundred files, promises cost more than what the tests do.
 */
export function endingStorages<Arguments extends unknown[]>(
  Base: new (...args: Arguments) => Environment,
): new (...args: Arguments) => Environment {
  return class extends Base {
    storages = new Set<asyncHooks.AsyncLocalStorage<unknown>>();

    override async setup(): Promise<void> {
      const { storages } = this;
      const value = class extends AsyncLocalStorage<unknown> {
        constructor(...args: ConstructorParameters<typeof AsyncLocalStorage>) {
          super(...args);
          storages.add(this);
        }
      };
      Object.defineProperty(asyncHooks, 'AsyncLocalStorage', { value, configurable: true });
      await super.setup();
    }

    override async teardown(): Promise<void> {
      await super.teardown();
      Object.defineProperty(asyncHooks, 'AsyncLocalStorage', theirs);
      for (const storage of this.storages) storage.disable();
      this.storages.clear();
    }
  };
}

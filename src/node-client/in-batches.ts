export interface BatchOptions {
  /** Most keys of one request, as the endpoint allows. */
  most: number;
  /** How long a key waits for others, milliseconds; left out: 10. */
  waitMs?: number;
}

interface Waiting<Item> {
  resolve: (item: Item | undefined) => void;
  reject: (error: unknown) => void;
}

/**
 * Makes one request of many single reads: keys that are asked for within a moment go out together, the same key once.
 * @param ask reads several items in one request, and gives them by their keys; what it leaves out is answered as `undefined`
 * @returns reads one item. It fails as the request of its batch fails, and no other batch with it
 * @throws RangeError when `most` is no whole number from 1 on
 */
export function inBatches<Key, Item>(
  ask: (keys: Key[]) => Promise<ReadonlyMap<Key, Item>>,
  { most, waitMs = 10 }: BatchOptions,
): (key: Key) => Promise<Item | undefined> {
  if (!Number.isInteger(most) || most < 1)
    throw new RangeError(`"most" is ${most}; it must be a whole number from 1 on.`);
  let waiting = new Map<Key, Waiting<Item>[]>();

  const send = async (batch: ReadonlyMap<Key, Waiting<Item>[]>): Promise<void> => {
    try {
      const items = await ask([...batch.keys()]);
      for (const [key, readers] of batch)
        readers.forEach(({ resolve }) => {
          resolve(items.get(key));
        });
    } catch (error) {
      for (const readers of batch.values())
        readers.forEach(({ reject }) => {
          reject(error);
        });
    }
  };
  const sendWaiting = (): void => {
    const batch = waiting;
    waiting = new Map();
    if (batch.size > 0) void send(batch);
  };

  return (key) =>
    new Promise((resolve, reject) => {
      if (waiting.size === 0) setTimeout(sendWaiting, waitMs);
      waiting.set(key, [...(waiting.get(key) ?? []), { resolve, reject }]);
      if (waiting.size === most) sendWaiting();
    });
}

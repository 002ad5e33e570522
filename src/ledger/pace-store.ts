import { kvs } from '@forge/kvs';
import type { SharedStore } from '../pacing/shared-blocks';
import { paceKey } from './names';

/** Nothing is closed for longer than an hour. */
const ttl = { value: 2, unit: 'HOURS' } as const;

/** What the processes of the running invocation's installation tell each other of the limits. */
export const kvsPaceStore: SharedStore = {
  read: () => kvs.get<unknown>(paceKey),
  write: async (value) => {
    await kvs.set(paceKey, value, { ttl });
  },
};

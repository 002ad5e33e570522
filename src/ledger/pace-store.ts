import { kvs } from '@forge/kvs';
import { paceFromWord, toldPools } from '../insights/pools/told';
import type { SharedStore, StoredBlocks } from '../pacing/shared-blocks';
import type { ToldUse } from '../pacing/told-use';
import { isRecord } from '../object';
import { paceKey, toldKey } from './names';
import { decodeTold } from './told';

/** Nothing is closed for longer than an hour. */
const ttl = { value: 2, unit: 'HOURS' } as const;

/** What the processes of the running invocation's installation tell each other of the limits, and what the app's owner tells all of them. */
export const toldPaceStore: SharedStore = {
  /** One storage call. */
  read: async () => {
    const { successfulKeys } = await kvs.batchGet<unknown>([{ key: paceKey }, { key: toldKey }]);
    const valueOf = (wanted: string): unknown => successfulKeys.find(({ key }) => key === wanted)?.value;
    const blocks = valueOf(paceKey);
    return { ...(isRecord(blocks) ? blocks : {}), told: usesIn(valueOf(toldKey)) };
  },
  write,
};

/** The same of an app that nobody tells anything. */
export const kvsPaceStore: SharedStore = { read: () => kvs.get<unknown>(paceKey), write };

async function write(value: StoredBlocks): Promise<void> {
  await kvs.set(paceKey, value, { ttl });
}

/** Of the app's own pools: what a back end reports is paced where it is called. */
function usesIn(value: unknown): ToldUse[] {
  return toldPools(decodeTold(value).notice)
    .filter(({ pool }) => pool.app === 'own')
    .map((told) => ({
      ...{ product: told.pool.product, quotaPoints: told.quotaPoints, leastPoints: told.lowPoints },
      ...{ atMs: told.asOfMs, goodUntilMs: told.goodUntilMs, ...paceFromWord(told) },
    }));
}

import { kvs, WhereConditions } from '@forge/kvs';
import { pageSize } from './bounds';
import { dayEntity, dayKey, hourEntity, hourKey, listPartKey, setAsidePrefix } from './names';
import type { LedgerStore } from './store';

/** Copy first, delete then: stopped in between, the next run does both again, with the same key. */
export const kvsSetAside: Pick<LedgerStore, 'setAside' | 'listSetAside'> = {
  async setAside(place, value) {
    if ('record' in place) {
      await kvs.set(setAsidePrefix + place.record, { value });
      await kvs.delete(place.record);
    } else if ('hour' in place) {
      const { hour, listPart } = place;
      const key = listPart === undefined ? hourKey(hour) : listPartKey(hour, listPart);
      await kvs.set(`${setAsidePrefix}${hourEntity}:${key}`, { value });
      await kvs.entity(hourEntity).delete(key);
    } else {
      await kvs.set(`${setAsidePrefix}${dayEntity}:${dayKey(place.day)}`, { value });
      await kvs.entity(dayEntity).delete(dayKey(place.day));
    }
  },

  async listSetAside(most) {
    const page = await kvs
      .query()
      .where('key', WhereConditions.beginsWith(setAsidePrefix))
      .limit(Math.min(most, pageSize))
      .getMany<unknown>();
    return page.results.map(({ key, value }) => ({ key, value }));
  },
};

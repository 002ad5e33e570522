import { kvs } from '@forge/kvs';
import { listValues } from './list-values';
import { dayEntity, dayKey, hourEntity, hourKey, listPartKey, quarantinePrefix } from './names';
import type { OddPlace } from './stored';

/**
 * Moves a value that cannot be read out of the way: first the copy, then the original, so that it is never lost. Stopped in between,
 * the next run does both again, with the same key.
 */
export async function quarantine(place: OddPlace, value: unknown): Promise<void> {
  if ('record' in place) {
    await kvs.set(quarantinePrefix + place.record, { value });
    await kvs.delete(place.record);
  } else if ('hour' in place) {
    const { hour, listPart } = place;
    const key = listPart === undefined ? hourKey(hour) : listPartKey(hour, listPart);
    await kvs.set(`${quarantinePrefix}${hourEntity}:${key}`, { value });
    await kvs.entity(hourEntity).delete(key);
  } else {
    await kvs.set(`${quarantinePrefix}${dayEntity}:${dayKey(place.day)}`, { value });
    await kvs.entity(dayEntity).delete(dayKey(place.day));
  }
}

/** Values that were set aside, `most` at most. */
export async function listQuarantined(most: number): Promise<{ key: string; value: unknown }[]> {
  return listValues(quarantinePrefix, most);
}

import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import {
  decodeHour,
  decodeListPart,
  emptyHourAccount,
  encodeHour,
  encodeHourWithin,
  encodeListPart,
} from '../usage/hour-account';
import type { HourNumber } from '../usage/hour';
import { listParts } from '../usage/record-lists';
import { isNewerVersion } from '../usage/schema';
import { readValues, type Value } from './batch-read';
import { batchesOf, listPartDays, maxBodyBytes, maxListBytes } from './bounds';
import { isConflict } from './conflict';
import { hourEntity, hourKey, listPartKey } from './names';
import type { HourReading, LedgerStore } from './store';
import { isRecord } from '../object';

type HourPart = 'readHours' | 'writeHour' | 'putListPart' | 'deleteHours';
type Found = Extract<HourReading, { kind: 'found' }>;

/**
 * Hours, and the lists of busy ones beside them.
 *
 * @param largestLists bytes of an hour's lists from which on they are kept apart
 */
export const kvsHours = (largestLists = maxListBytes): Pick<LedgerStore, HourPart> => ({
  async readHours(hours, withLists = new Set()) {
    const wanted = hours.map((hour) => ({ key: hourKey(hour), entityName: hourEntity }));
    const values = await readValues(wanted);
    const readings = new Map(hours.map((hour) => [hour, readHour(values.get(hourKey(hour)))]));
    for (const [hour, reading] of readings) {
      if (reading.kind !== 'found' || reading.account.listsAre !== 'unread') continue;
      if (withLists === 'all' || withLists.has(hour)) readings.set(hour, await withListsOf(hour, reading));
    }
    return readings;
  },

  async writeHour(hour, account, version) {
    const encoded = encodeHourWithin(account, maxBodyBytes, largestLists);
    if (encoded === null) return false;
    const valueOf = (body: unknown) => ({ version: (version ?? 0) + 1, hour, body });
    try {
      if (version === null) {
        // A transaction knows no condition for what is not there yet: lists come apart with the next try, which finds an hour.
        const isWhole = encoded.parts.size === 0;
        const first = isWhole ? encoded.body : encodeHour(emptyHourAccount());
        await kvs.entity(hourEntity).set(hourKey(hour), valueOf(first), { keyPolicy: 'FAIL_IF_EXISTS' });
        return isWhole;
      }
      const unchanged = new Filter<ReturnType<typeof valueOf>>().and(
        'version',
        FilterConditions.equalTo(version),
      );
      let write = kvs
        .transact()
        .set(hourKey(hour), valueOf(encoded.body), { entityName: hourEntity, conditions: unchanged });
      // All of them hang on the hour's own version, so none needs one itself.
      for (const [part, body] of encoded.parts)
        write = write.set(listPartKey(hour, part), valueOf(body), { entityName: hourEntity }, keptFor);
      await write.execute();
      return true;
    } catch (error) {
      if (isConflict(error)) return false;
      throw error;
    }
  },

  async putListPart(hour, part, lists) {
    const value = { version: 1, hour, body: encodeListPart(lists) };
    const write = kvs.transact().set(listPartKey(hour, part), value, { entityName: hourEntity }, keptFor);
    await write.execute();
  },

  async deleteHours(hours, withLists = false) {
    const items = hours.flatMap((hour) => [
      { key: hourKey(hour), entityName: hourEntity },
      ...(withLists ? partsOf(hour) : []),
    ]);
    for (const some of batchesOf(items)) await kvs.batchDelete(some);
  },
});

/** Their time begins anew with each write, and no hour is written 73 hours after its end. */
const keptFor = { ttl: { value: listPartDays, unit: 'DAYS' as const } };

function partsOf(hour: HourNumber): { key: string; entityName: string }[] {
  return Array.from({ length: listParts }, (_, part) => ({
    key: listPartKey(hour, part),
    entityName: hourEntity,
  }));
}

async function withListsOf(hour: HourNumber, reading: Found): Promise<HourReading> {
  const { account } = reading;
  const values = await readValues(partsOf(hour));
  for (let listPart = 0; listPart < listParts; listPart += 1) {
    const value = values.get(listPartKey(hour, listPart)) ?? { kind: 'failed' };
    if (value.kind === 'failed') return { kind: 'failed' };
    if (value.kind === 'absent') continue;
    const part = decodeListPart(isRecord(value.value) ? value.value['body'] : null);
    if (part === null) return { kind: 'unreadable', value: value.value, listPart };
    for (const [writer, set] of part.merged) account.merged.set(writer, set);
    for (const [writer, set] of part.refused) account.refused.set(writer, set);
  }
  account.listsAre = 'apart';
  return reading;
}

function readHour(value: Value | undefined): HourReading {
  if (value?.kind !== 'found') return value ?? { kind: 'failed' };
  const stored = value.value;
  const body = isRecord(stored) ? stored['body'] : null;
  if (isRecord(body) && isNewerVersion(body['v'])) return { kind: 'newer' };
  const account = decodeHour(body);
  if (!isRecord(stored) || account === null || !isCount(stored['version'])) {
    return { kind: 'unreadable', value: stored };
  }
  return { kind: 'found', account, version: stored['version'] };
}

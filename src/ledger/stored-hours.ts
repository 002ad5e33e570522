/** Hours, and the lists of busy ones beside them, on Forge's storage. All of it belongs to the installation of the running invocation. */
import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import {
  decodeHour,
  decodeListPart,
  emptyHourAccount,
  encodeHour,
  encodeHourWithin,
  encodeListPart,
  type HourAccount,
  type Lists,
} from '../usage/hour-account';
import type { HourNumber } from '../usage/hour';
import { listParts } from '../usage/record-lists';
import { isNewerVersion } from '../usage/schema';
import { readValues, type Value } from './batch-read';
import { batchesOf, listPartDays, maxBodyBytes, maxListBytes } from './bounds';
import { isConflict } from './conflict';
import { hourEntity, hourKey, listPartKey } from './names';
import type { HourReading } from './stored';
import { isRecord } from '../object';

type Found = Extract<HourReading, { kind: 'found' }>;

/**
 * @param withLists of which hours to read the lists, too, where they are kept apart: a storage call more for each of these;
 *   `all` for all of them
 */
export async function readStoredHours(
  hours: readonly HourNumber[],
  withLists: ReadonlySet<HourNumber> | 'all' = new Set(),
): Promise<Map<HourNumber, HourReading>> {
  const wanted = hours.map((hour) => ({ key: hourKey(hour), entityName: hourEntity }));
  const values = await readValues(wanted);
  const readings = new Map(hours.map((hour) => [hour, readHour(values.get(hourKey(hour)))]));
  for (const [hour, reading] of readings) {
    if (reading.kind !== 'found' || reading.account.listsAre !== 'unread') continue;
    if (withLists === 'all' || withLists.has(hour)) readings.set(hour, await withListsOf(hour, reading));
  }
  return readings;
}

/**
 * Writes the hour if it still is at `version` (`null`: if it is not there yet); `false` when somebody else was first, or
 * when the hour cannot be made to fit. Lists that are kept apart are written in the same step, unless they are unread.
 *
 * @param largestLists bytes of an hour's lists from which on they are kept apart
 */
export async function writeHour(
  hour: HourNumber,
  account: HourAccount,
  version: number | null,
  largestLists = maxListBytes,
): Promise<boolean> {
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
}

/** Puts a part of the lists of an hour there that is not yet written itself: an import's. */
export async function putListPart(hour: HourNumber, part: number, lists: Lists): Promise<void> {
  const value = { version: 1, hour, body: encodeListPart(lists) };
  const write = kvs.transact().set(listPartKey(hour, part), value, { entityName: hourEntity }, keptFor);
  await write.execute();
}

/** @param withLists also lists that are kept apart. They go by themselves, long after no record is taken any more. */
export async function deleteHours(hours: readonly HourNumber[], withLists = false): Promise<void> {
  const items = hours.flatMap((hour) => [
    { key: hourKey(hour), entityName: hourEntity },
    ...(withLists ? partsOf(hour) : []),
  ]);
  for (const some of batchesOf(items)) await kvs.batchDelete(some);
}

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

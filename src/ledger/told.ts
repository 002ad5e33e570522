import { kvs } from '@forge/kvs';
import { isCount } from '../usage/codec';
import { noticeRefusals, type NoticeRefusal } from '../pool-notice/admit';
import type { PoolNotice } from '../pool-notice/notice';
import { checkNotice, plainNotice } from '../pool-notice/read-notice';
import { isRecord } from '../object';
import { noticeAddressKey, toldKey } from './names';

/** Its figures are good for ten minutes and its least until the full hour; storage forgets it some time after. */
const keptFor = { value: 2, unit: 'HOURS' } as const;

export type NoticeCounts = Partial<Record<NoticeRefusal, number>>;

/** The last message that was taken, and what was refused until then. */
export interface Told {
  notice: PoolNotice | null;
  /** As the processes that took a message had counted: what comes in between costs no storage, and is lost with its process. */
  refused: NoticeCounts;
}

/** One storage call. */
export async function readTold(): Promise<Told> {
  return decodeTold(await kvs.get<unknown>(toldKey));
}

/** Of two processes that write at once the last one wins; both were told within minutes, and the next message is later than both. */
export async function writeTold({ notice, refused }: Told): Promise<void> {
  await kvs.set(
    toldKey,
    { v: 1, notice: notice === null ? null : plainNotice(notice), refused },
    { ttl: keptFor },
  );
}

/** What cannot be read was never said. */
export function decodeTold(value: unknown): Told {
  if (!isRecord(value) || value['v'] !== 1) return { notice: null, refused: {} };
  const counts = isRecord(value['refused']) ? value['refused'] : {};
  return {
    notice: checkNotice(value['notice']),
    refused: Object.fromEntries(
      noticeRefusals.flatMap((why) => (isCount(counts[why]) ? [[why, counts[why]]] : [])),
    ),
  };
}

/** When the owner was last told where this site takes messages; `null`: never. One storage call. */
export async function readAddressSaidAt(): Promise<number | null> {
  const value: unknown = await kvs.get(noticeAddressKey);
  return isRecord(value) && isCount(value['atMs']) ? value['atMs'] : null;
}

export async function writeAddressSaidAt(atMs: number): Promise<void> {
  await kvs.set(noticeAddressKey, { v: 1, atMs }, { ttl: { value: 7, unit: 'DAYS' } });
}

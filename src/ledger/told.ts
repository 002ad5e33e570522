import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { noticeRefusals, type NoticeRefusal } from '../pool-notice/admit';
import type { PoolNotice } from '../pool-notice/notice';
import { checkNotice, plainNotice } from '../pool-notice/read-notice';
import { isRecord } from '../object';
import { changeValue } from './change-value';
import { noticeAddressKey, toldKey } from './names';

/**
 * Its figures are good for ten minutes and its least until the full hour, whoever reads it later. What was refused is kept as long as that of
 * reports: who forges by night is still counted when somebody looks.
 */
const keptFor = { ttl: { value: 30, unit: 'DAYS' } } as const;

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

/**
 * Stores a message that is later than the stored one, however many come at once and to whichever process.
 * @param refused since this process stored one
 * @returns whether this one was stored, and the number of the one that is stored now
 */
export async function keepTold(
  notice: PoolNotice,
  refused: NoticeCounts,
): Promise<{ isTaken: boolean; sequence: number }> {
  return changeValue<{ isTaken: boolean; sequence: number }>(
    toldKey,
    (stored) => {
      const before = decodeTold(stored);
      const last = before.notice?.sequence ?? 0;
      if (notice.sequence <= last) return { value: null, result: { isTaken: false, sequence: last } };
      const counts = sumOf(before.refused, refused);
      return {
        value: { v: 1, notice: plainNotice(notice), refused: counts },
        result: { isTaken: true, sequence: notice.sequence },
      };
    },
    keptFor,
  );
}

function sumOf(a: NoticeCounts, b: NoticeCounts): NoticeCounts {
  const sum = { ...a };
  for (const [why, times] of Object.entries(b) as [NoticeRefusal, number][])
    sum[why] = (sum[why] ?? 0) + times;
  return sum;
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

import { kvs } from '@forge/kvs';
import { readAppliedAdviceList } from '../reports/applied-advice';
import { readValues } from './batch-read';
import { snapshotPrefix, snapshotsKey, appliedAdviceKey } from './names';
import { decodeIndex, keysOf, readSnapshots } from './snapshots';
import { changeAppliedAdvice } from './applied-advice';
import { isRecord } from '../object';

/** What administrators keep beside the account: the record of advice taken, the months' evidence and its list. */
export interface KeptValue {
  key: string;
  value: unknown;
}

/**
 * Some of them, from one place of their order on; the list comes last, as it is written last.
 * @returns `values` is `null` where storage gives only a part
 */
export async function readKeptValues(
  from: number,
  most: number,
): Promise<{ values: KeptValue[] | null; more: boolean }> {
  const parts = (await readSnapshots()).snapshots.flatMap(keysOf);
  const keys = [appliedAdviceKey, ...parts, snapshotsKey];
  const read = await readValues(keys.slice(from, from + most).map((key) => ({ key })));
  const more = from + most < keys.length;
  const values: KeptValue[] = [];
  for (const [key, value] of read) {
    if (value.kind === 'failed') return { values: null, more };
    if (value.kind === 'found') values.push({ key, value: value.value });
  }
  return { values, more };
}

/** `null` for what is no such value. */
export function decodeKeptValue(line: unknown): KeptValue | null {
  if (!isRecord(line) || typeof line['kept'] !== 'string') return null;
  const { kept: key, value } = line;
  if (key === appliedAdviceKey || key === snapshotsKey) return { key, value };
  const text = isRecord(value) ? value['text'] : null;
  const isPart = key.startsWith(snapshotPrefix) && /^\d{4}-\d{2}\.\d$/.test(key.slice(snapshotPrefix.length));
  return isPart && typeof text === 'string' && /^[A-Za-z0-9+/=]*$/.test(text)
    ? { key, value: { v: 1, text } }
    : null;
}

/** Only what is read again is written: whatever else a file brought is left out. */
export async function writeKeptValue({ key, value }: KeptValue): Promise<void> {
  if (key === appliedAdviceKey) await changeAppliedAdvice(() => readAppliedAdviceList(value));
  else if (key === snapshotsKey) await kvs.set(key, { v: 1, ...decodeIndex(value) });
  else await kvs.set(key, value);
}

import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { isCount, isRecord } from '../account/codec';
import { changeValue } from './changeValue';
import { adminLogKey } from './names';

/** What is written down of what administrators do. */
export const adminActions = [
  ...(['settings', 'makeSource', 'rotateSource', 'revokeSource', 'adoptPrices', 'resetPrices'] as const),
  ...(['export', 'import', 'delete', 'keepMonths', 'deleteMonth', 'noteAdvice', 'experiment'] as const),
] as const;
export type AdminAction = (typeof adminActions)[number];

/** One thing that somebody did. */
export interface AdminEntry {
  id: string;
  atMs: number;
  /** A keyed hash of who did it, never an account. */
  who: string;
  what: AdminAction;
  /** What it was done to, in the app's own words; empty for nothing more to say. */
  about: string;
  /** It was asked for, and did not succeed. */
  failed: boolean;
}

/** Entries kept, and the characters of what each was about: one value of some 40 KB at most. */
export const loggedEntries = 200;
const longestAbout = 80;

/** Written down before it is done, so that nothing is done without. @throws ChangedMeanwhile, ForgeKvsError: it is not written down */
export async function noteAction(
  who: string,
  what: AdminAction,
  about: string,
  nowMs: number,
): Promise<string> {
  const id = randomBytes(4).toString('hex');
  const entry: AdminEntry = {
    id,
    atMs: nowMs,
    who,
    what,
    about: about.slice(0, longestAbout),
    failed: false,
  };
  await changeValue(adminLogKey, (stored) => ({
    value: { v: 1, entries: [...decodeEntries(stored), entry].slice(-loggedEntries) },
    result: undefined,
  }));
  return id;
}

/** What was written down did not succeed. */
export async function noteFailure(id: string): Promise<void> {
  await changeValue(adminLogKey, (stored) => {
    const entries = decodeEntries(stored);
    const changed = entries.map((entry) => (entry.id === id ? { ...entry, failed: true } : entry));
    return { value: { v: 1, entries: changed }, result: undefined };
  });
}

/** Oldest first. */
export async function readAdminLog(): Promise<AdminEntry[]> {
  return decodeEntries(await kvs.get<unknown>(adminLogKey));
}

function decodeEntries(stored: unknown): AdminEntry[] {
  const entries: unknown[] = isRecord(stored) && Array.isArray(stored['entries']) ? stored['entries'] : [];
  return entries.flatMap((value) => {
    if (!isRecord(value)) return [];
    const { id, atMs, who, about, failed } = value;
    const what = adminActions.find((known) => known === value['what']);
    if (typeof id !== 'string' || !isCount(atMs) || typeof who !== 'string' || what === undefined) return [];
    return [{ id, atMs, who, what, about: typeof about === 'string' ? about : '', failed: failed === true }];
  });
}

import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { listValues } from './list-values';
import { adminLogPrefix } from './names';
import { isRecord } from '../object';

/** What is written down of what administrators do. */
export const adminActions = [
  ...(['settings', 'makeSource', 'rotateSource', 'revokeSource', 'adoptPrices', 'resetPrices'] as const),
  ...(['pinPrices', 'unpinPrices', 'undoPrices', 'autoPrices', 'askPrices'] as const),
  ...([
    'export',
    'import',
    'delete',
    'keepMonths',
    'deleteMonth',
    'noteAdvice',
    'experiment',
    'note',
    'testWarnings',
  ] as const),
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

/** Entries that are shown, in one storage call. Each is kept for so long, also where a hundred newer ones hide it. */
export const shownEntries = 100;
const keptDays = 365;
const longestAbout = 80;
/** Milliseconds until the year 2286, so that a later time has a smaller number of as many digits. */
const lastMs = 9_999_999_999_999;

/** Written down before it is done, so that nothing is done without. @throws ForgeKvsError where it cannot be */
export async function noteAction(
  who: string,
  what: AdminAction,
  about: string,
  nowMs: number,
): Promise<AdminEntry> {
  const id = randomBytes(4).toString('hex');
  const entry: AdminEntry = {
    id,
    atMs: nowMs,
    who,
    what,
    about: about.slice(0, longestAbout),
    failed: false,
  };
  await write(entry);
  return entry;
}

/** What was written down did not succeed. */
export async function noteFailure(entry: AdminEntry): Promise<void> {
  await write({ ...entry, failed: true });
}

/** Newest first. Eventually consistent. */
export async function readAdminLog(): Promise<AdminEntry[]> {
  const listed = await listValues(adminLogPrefix, shownEntries);
  return listed.flatMap(({ value }) => decodeEntry(value) ?? []);
}

/** A value each: two who act at once need not wait for each other. */
async function write(entry: AdminEntry): Promise<void> {
  const key = `${adminLogPrefix}${String(lastMs - entry.atMs).padStart(13, '0')}.${entry.id}`;
  await kvs.set(key, { v: 1, ...entry }, { ttl: { value: keptDays, unit: 'DAYS' } });
}

function decodeEntry(value: unknown): AdminEntry | null {
  if (!isRecord(value)) return null;
  const { id, atMs, who, about, failed } = value;
  const what = adminActions.find((known) => known === value['what']);
  if (typeof id !== 'string' || !isCount(atMs) || typeof who !== 'string' || what === undefined) return null;
  return { id, atMs, who, what, about: typeof about === 'string' ? about : '', failed: failed === true };
}

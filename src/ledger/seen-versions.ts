import { kvs } from '@forge/kvs';
import { isCount } from '../usage/numbers';
import { isRecord } from '../object';
import { seenVersionsKey } from './names';

/** A version of the app, and when the gauge first ran in it here, to within an hour. */
export interface SeenVersion {
  version: string;
  sinceMs: number;
}

const keptVersions = 30;
const longestVersion = 40;

/**
 * Oldest first. A version that is known stays where it is: while one is rolled out, processes of the one before run on for a while.
 * The same list where there is nothing to add.
 */
export function withVersion(
  seen: readonly SeenVersion[],
  version: string | null,
  nowMs: number,
): readonly SeenVersion[] {
  if (version === null || version === '' || version.length > longestVersion) return seen;
  if (seen.some((known) => known.version === version)) return seen;
  return [...seen, { version, sinceMs: nowMs }].slice(-keptVersions);
}

/** Last write wins: of two at once the same version is in both. */
export async function writeSeenVersions(seen: readonly SeenVersion[]): Promise<void> {
  await kvs.set(seenVersionsKey, { v: 1, seen: seen.map(({ version, sinceMs }) => ({ version, sinceMs })) });
}

/** What cannot be read is left out. */
export function decodeSeenVersions(value: unknown): SeenVersion[] {
  const stored: unknown[] =
    isRecord(value) && value['v'] === 1 && Array.isArray(value['seen']) ? value['seen'] : [];
  return stored.slice(-keptVersions).flatMap((one): SeenVersion[] => {
    if (!isRecord(one)) return [];
    const { version, sinceMs } = one;
    const isVersion = typeof version === 'string' && version !== '' && version.length <= longestVersion;
    return isVersion && isCount(sinceMs) ? [{ version, sinceMs }] : [];
  });
}

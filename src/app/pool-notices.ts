import type { KeyObject } from 'node:crypto';
import { refusalOf, type Here, type NoticeRefusal } from '../pool-notice/admit';
import { isSignedNotice, readPublicKeys } from '../pool-notice/keys';
import { longestNoticeBytes, noticeSignatureHeader, type PoolNotice } from '../pool-notice/notice';
import { readNotice } from '../pool-notice/read-notice';
import { keepTold, type NoticeCounts } from '../ledger/told';
import { isRecord } from '../object';

/** Key of the web trigger in the manifest. */
export const noticeTrigger = 'pg-notice';

/**
 * What the static web trigger answers: the key of the output in the manifest. Whatever is wrong with a message has one answer, so that
 * nobody learns by it which app, hour or key would be right. `later`: it is signed, and storage did not answer.
 */
export interface NoticeOutput {
  outputKey: 'taken' | 'refused' | 'later';
}

const keptInstallations = 500;

interface Seen {
  /** Of the last message that this process took, or found stored. */
  sequence: number;
  /** Refused since a message was taken. */
  refused: NoticeCounts;
}

/**
 * Takes what the app's owner tells its sites of their pool. Off unless the app has a public key. Nothing that is not signed, of this app's
 * environment and of the moment costs a storage call: it is counted in memory, and the counts are stored with the next message that is taken.
 */
export class PoolNotices {
  private readonly seen = new Map<string, Seen>();

  /** @param keys the public halves; one, or two while one is replaced */
  constructor(private readonly keys: readonly KeyObject[]) {}

  get isOn(): boolean {
    return this.keys.length > 0;
  }

  /**
   * Never throws: whoever sends learns an answer of three.
   * @returns the message where it was taken
   */
  async take(
    event: unknown,
    installationId: string,
    here: Here,
  ): Promise<NoticeOutput & { notice: PoolNotice | null }> {
    const seen = this.of(installationId);
    const read = this.read(event, here);
    const refuse = (why: NoticeRefusal): NoticeOutput & { notice: null } => {
      seen.refused[why] = (seen.refused[why] ?? 0) + 1;
      return { outputKey: 'refused', notice: null };
    };
    if (typeof read === 'string') return refuse(read);
    if (read.sequence <= seen.sequence) return refuse('replayed');
    try {
      const counted = { ...seen.refused };
      const { isTaken, sequence } = await keepTold(read, counted);
      seen.sequence = Math.max(seen.sequence, sequence);
      if (!isTaken) return refuse('replayed');
      seen.refused = without(seen.refused, counted);
      return { outputKey: 'taken', notice: read };
    } catch {
      return { outputKey: 'later', notice: null };
    }
  }

  private read(event: unknown, here: Here): PoolNotice | NoticeRefusal {
    if (!this.isOn) return 'off';
    if (!isRecord(event) || event['method'] !== 'POST') return 'malformed';
    const { body, headers } = event;
    if (typeof body !== 'string' || body.length === 0 || Buffer.byteLength(body) > longestNoticeBytes)
      return 'malformed';
    const signature = signatureIn(headers);
    if (signature === null) return 'malformed';
    if (!isSignedNotice(body, signature, this.keys)) return 'unsigned';
    const notice = readNotice(body);
    if (notice === null) return 'malformed';
    return refusalOf(notice, here) ?? notice;
  }

  private of(installationId: string): Seen {
    const known = this.seen.get(installationId);
    if (known !== undefined) return known;
    // What is forgotten is read again.
    if (this.seen.size >= keptInstallations) this.seen.clear();
    const made: Seen = { sequence: 0, refused: {} };
    this.seen.set(installationId, made);
    return made;
  }
}

/** `POINTS_GAUGE_FLEET_KEY` (set with `forge variables`): without a readable one the owner cannot tell this app's sites anything. */
export function noticeKeys(environment: Readonly<Record<string, string | undefined>>): KeyObject[] {
  const text = environment['POINTS_GAUGE_FLEET_KEY'];
  const keys = readPublicKeys(text);
  if (keys.length === 0 && text !== undefined && text.trim() !== '')
    console.warn(
      'Points Gauge: POINTS_GAUGE_FLEET_KEY holds no public key, so messages of the app’s owner are refused. "points-gauge fleet keys" makes one.',
    );
  return keys;
}

/** Forge gives lists of values, and names in the letter case in which they were sent. */
function signatureIn(headers: unknown): string | null {
  if (!isRecord(headers)) return null;
  const found = Object.entries(headers).filter(([name]) => name.toLowerCase() === noticeSignatureHeader);
  const [, values] = found[0] ?? [];
  if (found.length !== 1 || !Array.isArray(values) || values.length !== 1) return null;
  const value = (values as unknown[])[0];
  return typeof value === 'string' && value.length <= 100 ? value : null;
}

/** What came while it was stored waits for the next. */
function without(now: NoticeCounts, stored: NoticeCounts): NoticeCounts {
  const left: NoticeCounts = {};
  for (const [why, times] of Object.entries(now) as [NoticeRefusal, number][])
    if (times > (stored[why] ?? 0)) left[why] = times - (stored[why] ?? 0);
  return left;
}

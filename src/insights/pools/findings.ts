import { parseProblemKey, type PolicySlotId } from '../../usage/keys';
import type { ThrottleNote } from '../../usage/throttle-note';
import { policyScope } from '../../headers/policy';
import { nextHourMs } from '../../limits/hour';
import type { PoolId } from '../../model';
import type { Finding, FindingKind } from '../limits/limit-views';
import type { Hours } from '../period';
import { policyMarksOf, type NamedMark, type PolicyMark } from '../../usage/policy-mark';

/** A reset so far from the full hour is worth a look: `t` was seen 700 s wrong while the reset date was right. */
const resetSlackMs = 120_000;

/** What was odd in the headers of these hours: what the reader did not take at its word, and what contradicts itself over time. */
export function findingsOf(hours: Hours): Finding[] {
  const found = new Map<string, Finding>();
  const add: Add = (kind, pool, sent, atMs, times = 1) => {
    const key = JSON.stringify([kind, pool, sent]);
    const known = found.get(key) ?? { kind, pool, sent, times: 0, lastAtMs: atMs };
    known.times += times;
    known.lastAtMs = Math.max(known.lastAtMs, atMs);
    found.set(key, known);
  };
  const marks = [...hours.values()].flatMap(({ usage }) => [...policyMarksOf(usage)]);
  for (const { id, mark } of marks) ofMark(id, mark, add);
  for (const finding of contradictions(marks))
    add(finding.kind, finding.pool, finding.sent, finding.lastAtMs);
  for (const { usage } of hours.values()) for (const note of usage.throttles) ofNote(note, add);
  for (const { usage } of hours.values()) {
    for (const [key, { responses, lastAtMs }] of usage.problems) {
      const id = parseProblemKey(key);
      if (id !== null) add(id.kind, id.pool, id.header, lastAtMs, responses);
    }
  }
  return [...found.values()].sort((a, b) => b.lastAtMs - a.lastAtMs);
}

type Add = (kind: FindingKind, pool: PoolId, sent: string, atMs: number, times?: number) => void;
function ofMark({ pool, policy }: PolicySlotId, mark: PolicyMark, add: Add): void {
  const { lastAtMs, resetAtMs, windowSeconds } = mark;
  if (policyScope(policy) === 'other') add('unknownPolicy', pool, policy, lastAtMs);
  const isHourly = windowSeconds === null || windowSeconds === 3600;
  if (isHourly && resetAtMs !== null && Math.abs(resetAtMs - nextHourMs(lastAtMs)) > resetSlackMs) {
    add('oddReset', pool, new Date(resetAtMs).toISOString(), lastAtMs);
  }
}

function ofNote({ pool, reason, reasonRaw, retryAtMs, atMs }: ThrottleNote, add: Add): void {
  if (reason === 'other' && reasonRaw !== null) add('unknownReason', pool, reasonRaw, atMs);
  if (retryAtMs === null) add('noRetryTime', pool, reasonRaw ?? reason, atMs);
  else if (retryAtMs <= atMs) add('retryInPast', pool, reasonRaw ?? reason, atMs);
}

/** What no single response shows: the same policy with two sizes, both enforcements, or both tiers of one pool. */
function contradictions(marks: readonly NamedMark[]): Omit<Finding, 'times'>[] {
  const byPool = new Map<string, NamedMark[]>();
  for (const each of marks) {
    const key = JSON.stringify(each.id.pool);
    byPool.set(key, [...(byPool.get(key) ?? []), each]);
  }
  return [...byPool.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { pool } = first.id;
    const lastAtMs = Math.max(...all.map(({ mark }) => mark.lastAtMs));
    const found: Omit<Finding, 'times'>[] = [];
    const differ = (kind: FindingKind, values: readonly string[]): void => {
      const distinct = [...new Set(values)].sort();
      if (distinct.length > 1) found.push({ kind, pool, sent: distinct.join(' / '), lastAtMs });
    };
    for (const policy of new Set(all.map(({ id }) => id.policy))) {
      const own = all.filter(({ id }) => id.policy === policy);
      differ(
        'quotaChanged',
        own.flatMap(({ mark }) => (mark.quotaPoints === null ? [] : [String(mark.quotaPoints)])),
      );
      differ(
        'bothEnforcements',
        own.map(({ id }) => id.enforcement),
      );
    }
    const tiers = all.map(({ id }) => id.policy).filter((policy) => policyScope(policy) !== 'other');
    differ('twoTiers', tiers);
    return found;
  });
}

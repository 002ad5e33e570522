import {
  forgetAdministrator,
  loggedAs,
  rememberAdministrator,
  rememberedAs,
  verifiedAt,
} from '../../ledger/administrators';
import { readGrantSecret } from '../../ledger/secret';
import type { MeteredApi } from '../../forge-client/metered-api';
import { askWhetherAdmin, type AdminWord, type WhyUnknown } from './admin-check';
import { isGrantValid, signGrant } from './grant';

/** Who asks, as the platform says it; nothing of this comes from the page. */
export interface Caller {
  /** `null` for a visitor who is not logged in. */
  accountId: string | null;
  installationId: string;
  product: 'jira' | 'confluence';
}

/**
 * How sure the gauge has to be. `figures`: a grant, or a yes of the last days while the product cannot be asked. `now`: the product's
 * word at this moment, for whatever changes, deletes or makes a secret. `lately`: its word of the last ten minutes, for the parts of
 * one long change.
 */
export type Certainty = 'figures' | 'now' | 'lately';

export type Access =
  | {
      kind: 'admin';
      grant: string | null;
      /** Who it is in the log of what administrators did; `null` where the gauge's secret cannot be read. */
      who: string | null;
    }
  | { kind: 'notAdmin' }
  /** The product could not be asked, and what is known of the person is not enough. */
  | { kind: 'unknown'; why: WhyUnknown; retryAtMs: number | null };

const latelyMs = 10 * 60_000;
/** A grant on the strength of an earlier yes: the product is asked again as soon as it can be. */
const stopgapMs = 60 * 60_000;
const usualStopgapMs = 5 * 60_000;

export async function accessOf(
  caller: Caller,
  grant: string | undefined,
  certainty: Certainty,
  api: Pick<MeteredApi, 'asUser'>,
  nowMs: number,
): Promise<Access> {
  const { accountId, installationId, product } = caller;
  if (accountId === null) return { kind: 'notAdmin' };
  const person = { accountId, installationId };
  // Without its secret the gauge can neither trust nor give grants, but the product can still be asked.
  const secret = await readGrantSecret().catch(() => null);
  const who = secret === null ? null : loggedAs(person, secret);
  if (certainty === 'figures' && secret !== null && grant !== undefined) {
    if (isGrantValid(grant, person, secret, nowMs)) return { kind: 'admin', grant, who };
  }
  const remembered = secret === null ? null : rememberedAs(person, secret);
  if (certainty === 'lately' && remembered !== null) {
    const atMs = await verifiedAt(remembered, nowMs);
    if (atMs !== null && nowMs - atMs < latelyMs) return { kind: 'admin', grant: grant ?? null, who };
  }
  const word = await askWhetherAdmin(product, api, nowMs);
  if (remembered !== null) await keep(word, remembered, certainty, nowMs);
  switch (word.kind) {
    case 'admin':
      return { kind: 'admin', grant: secret === null ? null : signGrant(person, secret, nowMs), who };
    case 'notAdmin':
      return word;
    case 'unknown': {
      if (certainty !== 'figures' || secret === null || remembered === null) return word;
      if ((await verifiedAt(remembered, nowMs).catch(() => null)) === null) return word;
      const untilMs = word.retryAtMs === null ? usualStopgapMs : word.retryAtMs - nowMs;
      const lifetimeMs = Math.min(Math.max(untilMs, 0), stopgapMs);
      return { kind: 'admin', grant: signGrant(person, secret, nowMs, lifetimeMs), who };
    }
  }
}

/** What this process has kept, so that a page that is opened again and again does not write again and again. */
const kept = new Map<string, { kind: AdminWord['kind']; atMs: number }>();
const mostKept = 1_000;
const keepAgainAfterMs = { admin: 12 * 3_600_000, notAdmin: 60_000, unknown: Infinity } as const;

/** What the product said is for the next time that it cannot be asked: failing to keep it must not keep anybody out now. */
async function keep(word: AdminWord, hash: string, certainty: Certainty, nowMs: number): Promise<void> {
  const { kind } = word;
  const before = kept.get(hash);
  const isKept = before?.kind === kind && nowMs - before.atMs < keepAgainAfterMs[kind];
  if (kind === 'unknown' || (isKept && certainty === 'figures')) return;
  try {
    if (kind === 'admin') await rememberAdministrator(hash, nowMs);
    else await forgetAdministrator(hash);
    if (kept.size >= mostKept) kept.clear();
    kept.set(hash, { kind, atMs: nowMs });
  } catch (error) {
    console.warn('Points Gauge: what the product said of a person could not be kept.', error);
  }
}

import { readGrantSecret } from '../ledger/grantSecret';
import type { MeteredApi } from '../meter/meteredApi';
import { askWhetherAdmin } from './adminCheck';
import { isGrantValid, signGrant } from './grant';

/** Who asks, as the platform says it; nothing of this comes from the page. */
export interface Caller {
  /** `null` for a visitor who is not logged in. */
  accountId: string | null;
  installationId: string;
  product: 'jira' | 'confluence';
}

export type Access =
  | { kind: 'admin'; grant: string | null }
  | { kind: 'notAdmin' }
  /** The product could not be asked and there is no valid grant. */
  | { kind: 'unknown'; retryAtMs: number | null };

/** A valid grant lets in without a call; else the product is asked, and its yes becomes the next grant. */
export async function accessOf(
  caller: Caller,
  grant: string | undefined,
  api: Pick<MeteredApi, 'asUser'>,
  nowMs: number,
): Promise<Access> {
  const { accountId, installationId, product } = caller;
  if (accountId === null) return { kind: 'notAdmin' };
  const subject = { accountId, installationId };
  // Without its secret the gauge can neither trust nor give grants, but the product can still be asked.
  const secret = await readGrantSecret().catch(() => null);
  if (secret !== null && grant !== undefined && isGrantValid(grant, subject, secret, nowMs)) {
    return { kind: 'admin', grant };
  }
  const word = await askWhetherAdmin(product, api, nowMs);
  if (word.kind !== 'admin') return word;
  return { kind: 'admin', grant: secret === null ? null : signGrant(subject, secret, nowMs) };
}

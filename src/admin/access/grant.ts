import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Person } from '../../ledger/administrators';

/** A person who was let in is not asked for again for so long. */
export const grantLifetimeMs = 8 * 3_600_000;

/**
 * A grant is `{expiry, epoch ms}.{HMAC-SHA256}`. It goes to the page and comes back with its requests, since process
 * memory is lost just when the product cannot be asked. Neither id of the subject is stored or sent: they only go into the signature.
 */
export function signGrant(
  subject: Person,
  secret: string,
  nowMs: number,
  lifetimeMs = grantLifetimeMs,
): string {
  const expiresAtMs = nowMs + Math.min(lifetimeMs, grantLifetimeMs);
  return `${expiresAtMs}.${signature(subject, secret, expiresAtMs)}`;
}

/** Whether the grant is ours, of this person and installation, and still good. Any text may be asked about. */
export function isGrantValid(grant: string, subject: Person, secret: string, nowMs: number): boolean {
  const parts = /^(\d{1,15})\.([\w-]{43})$/.exec(grant);
  if (parts === null) return false;
  const [, expiry = '', given = ''] = parts;
  const expiresAtMs = Number(expiry);
  if (expiresAtMs <= nowMs || expiresAtMs > nowMs + grantLifetimeMs) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(signature(subject, secret, expiresAtMs)));
}

function signature({ accountId, installationId }: Person, secret: string, expiresAtMs: number): string {
  const text = JSON.stringify(['points-gauge grant 1', accountId, installationId, expiresAtMs]);
  return createHmac('sha256', secret).update(text).digest('base64url');
}

/** Who asks, by Basic authentication with an API token, and what that account may read. */
import { bareAppId } from './app-ids';
import type { OwnerAccount } from './owner-options';

export type Asker = { kind: 'unknown' } | { kind: 'account'; email: string; rights: Rights };
type Rights = 'all' | OwnerAccount;

export function askerOf(
  authorization: string | undefined,
  accounts: readonly OwnerAccount[] | undefined,
): Asker {
  const basic = /^Basic ([\w+/=-]+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) return { kind: 'unknown' };
  const pair = Buffer.from(basic, 'base64').toString();
  const colon = pair.indexOf(':');
  const [email, token] = [pair.slice(0, Math.max(colon, 0)), pair.slice(colon + 1)];
  if (email === '' || token === '') return { kind: 'unknown' };
  if (accounts === undefined) return { kind: 'account', email, rights: 'all' };
  const account = accounts.find((known) => known.email === email && known.apiToken === token);
  return account === undefined ? { kind: 'unknown' } : { kind: 'account', email, rights: account };
}

export function mayReadLogs(rights: Rights, app: string): boolean {
  return rights === 'all' || owns(rights, app) || names(rights.readsLogsOf, app);
}

export function mayReadMetrics(rights: Rights, app: string): boolean {
  return rights === 'all' || owns(rights, app);
}

function owns(account: OwnerAccount, app: string): boolean {
  return names(account.owns, app);
}

function names(apps: readonly string[] = [], app: string): boolean {
  return apps.some((known) => bareAppId(known) === bareAppId(app));
}

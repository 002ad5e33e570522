import { createHash } from 'node:crypto';

/**
 * Forms of a web trigger's address: `v1` has the app's domain and `/x1/{id}`, `v2` the installation's domain and `/public/{id}`. Here
 * the domain is the development cloud's. A manifest that says nothing has `v1`.
 * Source: Forge manifest reference, "Web trigger", read 2026-11.
 */
export const urlFormats = ['v1', 'v2'] as const;
export type UrlFormat = (typeof urlFormats)[number];

const prefixes: Readonly<Record<UrlFormat, string>> = { v1: '/x1/', v2: '/public/' };

/** The public part of a trigger's address. The same after a restart, another after a reinstallation. */
export function webTriggerId(installationId: string, triggerKey: string): string {
  return createHash('sha256').update(`${installationId}|${triggerKey}`).digest('base64url').slice(0, 32);
}

export function webTriggerPath(format: UrlFormat, installationId: string, triggerKey: string): string {
  return prefixes[format] + webTriggerId(installationId, triggerKey);
}

/**
 * The trigger that a path names in either form, since addresses that were given out before a change of the form stay good; `null` for
 * a path that is no web trigger's.
 */
export function readWebTriggerPath(pathname: string): { id: string; userPath: string } | null {
  const prefix = Object.values(prefixes).find((one) => pathname.startsWith(one));
  if (prefix === undefined) return null;
  const [id = '', ...rest] = pathname.slice(prefix.length).split('/');
  return { id, userPath: rest.length === 0 ? '' : `/${rest.join('/')}` };
}

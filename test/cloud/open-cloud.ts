/** A cloud on a real port for one test, and callers of it. */
import { ManualClock } from '../../emulator/clock';
import type { AppOptions, SiteOptions } from '../../emulator/cloud/options';
import { emulatorToken, type EmulatorClaims } from '../../emulator/cloud/principal';
import { startAtlassianCloud, type RunningCloud, type ServerOptions } from '../../emulator/cloud/server';

/** Ten minutes past the hour. */
export const startMs = Date.UTC(2026, 9, 9, 16, 10);
export const cloudId = '11111111-2222-4333-8444-555555555555';
export const adminId = 'admin-1';
export const memberId = 'member-1';

export const site: SiteOptions = {
  cloudId,
  name: 'testers',
  edition: 'standard',
  users: 20,
  people: [
    { accountId: adminId, displayName: 'Ann Admin', admin: true },
    { accountId: memberId, displayName: 'Max Member', admin: false },
  ],
};

export function app(settings: Partial<AppOptions> = {}): AppOptions {
  return { id: 'app-1', tier: 1, enforcement: 'enforced', ...settings };
}

export function token(claims: Partial<EmulatorClaims> = {}): string {
  return `Bearer ${emulatorToken({ appId: 'app-1', environment: 'PRODUCTION', route: 'forge.asApp', ...claims })}`;
}

export const asAdmin = token({ route: 'forge.asUser', accountId: adminId });
export const asMember = token({ route: 'forge.asUser', accountId: memberId });

export interface Send {
  method?: string;
  /** Sent as JSON. */
  json?: unknown;
  /** `null` sends no credentials. */
  authorization?: string | null;
  cloudId?: string;
}

export interface OpenCloud extends RunningCloud {
  clock: ManualClock;
  /** Paths that begin with /wiki go to Confluence, the others to Jira. */
  send(path: string, send?: Send): Promise<Response>;
}

const open: RunningCloud[] = [];

export async function openCloud(options: ServerOptions = {}): Promise<OpenCloud> {
  const clock = new ManualClock(startMs);
  const running = await startAtlassianCloud({ clock, sites: [site], apps: [app()], ...options });
  open.push(running);
  const send = (path: string, { method = 'GET', json, authorization = token(), ...where }: Send = {}) => {
    const product = path.startsWith('/wiki/') ? 'confluence' : 'jira';
    return fetch(`${running.url}/ex/${product}/${where.cloudId ?? cloudId}${path}`, {
      method,
      headers: {
        ...(authorization === null ? {} : { Authorization: authorization }),
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
  };
  return { ...running, clock, send };
}

export async function closeClouds(): Promise<void> {
  await Promise.all(open.splice(0).map((running) => running.close()));
}

/** Points charged so far, all hours and sites together. */
export function chargedPoints(cloud: OpenCloud): number {
  return cloud.cloud.account.snapshot().cells.reduce((sum, cell) => sum + cell.points, 0);
}

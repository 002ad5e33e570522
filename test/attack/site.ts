import { randomBytes } from 'node:crypto';
import { readWebTriggerPath } from '../../emulator/forge/web-trigger-address';
import type { OverviewAnswer, SettingsAnswer, SourcesAnswer } from '../../src/admin/contract/contract';
import { signatureHeader, signBatch, sourceHeader, timestampHeader } from '../../src/protocol/signature';
import { askPage, startDemoCloud, type DemoCloud } from '../support/demo-cloud';

/** A site that is attacked: the demo app with the gauge, its web trigger, and one source that may report. */
export interface AttackedSite extends DemoCloud {
  triggerId: string;
  source: Sender;
}

export interface Sender {
  id: string;
  secret: string;
}

export async function openSite(
  cloudOptions: Parameters<typeof startDemoCloud>[0] = {},
): Promise<AttackedSite> {
  const demo = await startDemoCloud(cloudOptions, { webTriggerBaseUrl: () => 'https://site.example' });
  const { source, url } = await makeSource(demo, 'Shop Sync');
  const triggerId = readWebTriggerPath(new URL(url).pathname)?.id ?? '';
  return { ...demo, triggerId, source };
}

export async function makeSource(demo: DemoCloud, app: string): Promise<{ source: Sender; url: string }> {
  const change = { kind: 'make', app, environment: 'PRODUCTION' };
  const answer = await askPage<SourcesAnswer>(demo, 'changeSources', { change });
  const made = answer.ok ? answer.data : null;
  if (made?.url == null || made.shownOnce === null)
    throw new Error(answer.ok ? 'No source was made.' : `${answer.error.code}: ${answer.error.message}`);
  return { source: made.shownOnce, url: made.url };
}

/** What came of a request to the web trigger: the word of its answer. */
export async function post(
  site: AttackedSite,
  headers: Record<string, string[]>,
  body: string,
  method = 'POST',
): Promise<string> {
  const path = `/public/${site.triggerId}`;
  const request = { method, path, userPath: '', queryParameters: {}, headers, body };
  const answer = await site.forge.webTrigger(site.triggerId, request);
  const said: unknown = JSON.parse(answer?.body ?? 'null');
  return typeof said === 'object' && said !== null && 'answer' in said
    ? String(said.answer)
    : `HTTP ${answer?.status}`;
}

export function signed({ id, secret }: Sender, body: string, atMs: number): Record<string, string[]> {
  const timestamp = String(Math.floor(atMs / 1000));
  return {
    [sourceHeader]: [id],
    [timestampHeader]: [timestamp],
    [signatureHeader]: [signBatch(secret, timestamp, body)],
  };
}

/** A batch of another sender each time. */
export function batchOf(site: AttackedSite, calls: readonly object[], more: object = {}): string {
  const batch = `${randomBytes(6).toString('hex')}.1`;
  return JSON.stringify({ version: 1, batch, sealedAt: site.clock.now(), calls, ...more });
}

export function callOf(site: AttackedSite, change: object = {}): object {
  return {
    ...{ at: site.clock.now(), product: 'jira', route: 'apiToken', method: 'GET', status: 200, ms: 20 },
    ...{ path: '/rest/api/3/issue/A-1', objects: 1 },
    ...change,
  };
}

export const sendSigned = (site: AttackedSite, body: string, sender = site.source): Promise<string> =>
  post(site, signed(sender, body, site.clock.now()), body);

export async function overviewOf(site: DemoCloud): Promise<OverviewAnswer> {
  const answer = await askPage<OverviewAnswer>(site, 'overview');
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.data;
}

/** Requests of a pool in the running hour, as the page shows them. */
export async function requestsOf(site: DemoCloud, app: string): Promise<number> {
  const { pools } = await overviewOf(site);
  return pools.find(({ pool }) => pool.app === app && pool.product === 'jira')?.ownRequests ?? 0;
}

/** What an attack would have to do to close an hour: rolled up twice, every record has found its place, and every value can be read. */
export async function closedHours(site: DemoCloud): Promise<number> {
  for (let n = 0; n < 2; n += 1) await site.forge.runScheduled(site.installation.id, 'sweep-hourly');
  await site.forge.tick();
  const answer = await askPage<SettingsAnswer>(site, 'settings');
  if (!answer.ok) throw new Error(answer.error.message);
  const { unreadableValues, refusedRecords, lostRecords, unbalancedHours } = answer.data.integrity;
  const unwritten = site.logs.filter(({ message }) => message.includes('could not be rolled up')).length;
  return (
    unreadableValues +
    refusedRecords +
    lostRecords +
    unbalancedHours +
    unwritten +
    (answer.data.unread === null ? 0 : 1)
  );
}

/** Storage calls of the attacked installation so far, refused ones included. */
export function storageCalls(site: DemoCloud): number {
  return site.storage.accounting(site.installation.id).requests;
}

export function storageRefusals(site: DemoCloud): number {
  const { refusals } = site.storage.accounting(site.installation.id);
  return refusals['RATE_LIMIT_EXCEEDED'] ?? 0;
}

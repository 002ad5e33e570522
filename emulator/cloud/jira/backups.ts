/**
 * Jira's own backup, with the rule that backup tools run into: on Free and Standard another one at least six hours after the
 * last. Only administrators may ask; a site that was never backed up may be at once.
 */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import type { Site } from '../world/site';

const gapMs = 6 * 3_600_000;
const lastBackup = new WeakMap<Site, number>();

function isSpaced({ edition }: Site): boolean {
  return edition === 'free' || edition === 'standard';
}

function runBackup({ site, viewer, nowMs }: Call): Reply {
  if (!site.isAdmin(viewer)) return jiraError(403, 'Only administrators can back up this site.');
  const nextMs = (lastBackup.get(site) ?? -Infinity) + gapMs;
  if (isSpaced(site) && nowMs < nextMs) {
    const minutes = Math.ceil((nextMs - nowMs) / 60_000);
    const wait = `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
    const error = `Backup frequency is limited. You can not make another backup right now. Approximate time till next allowed backup: ${wait}`;
    return reply(412, { error });
  }
  lastBackup.set(site, nowMs);
  return reply(200, { taskId: String(nowMs % 1_000_000) });
}

export const backupEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'POST', template: '/rest/backup/1/export/runbackup', handle: runBackup },
];

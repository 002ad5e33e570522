import { readFileSync } from 'node:fs';
import { ManualClock } from '../../emulator/clock';
import { createCloud, type Cloud } from '../../emulator/cloud/cloud';
import type { ForeignLoad } from '../../emulator/cloud/foreign';
import { emulatorToken } from '../../emulator/cloud/principal';
import { readManifest } from '../../emulator/forge/manifest';
import { storageFetch } from '../../emulator/forge/storage/fetch';
import { createStorageService, type StorageService } from '../../emulator/forge/storage/service';
import { createGauge } from '../../src/app/gauge';
import { followIncidents } from '../../src/app/incidents';
import type { PoolState, PoolStatus } from '../../src/insights/views';
import type { StatusLog } from '../../src/insights/forecast/status-log';
import { defaultSettings, changeSettings, readState } from '../../src/ledger/settings';
import type { PoolId } from '../../src/model';
import { inInstallation, supplyForgeGlobals, type PlatformCall } from '../support/forge-globals';

export const startMs = Date.UTC(2026, 9, 9, 16, 10);
export const minute = 60_000;
const cloudId = '11111111-2222-4333-8444-555555555555';
export const ownJira: PoolId = { app: 'own', environment: 'PRODUCTION', product: 'jira' };

/** An emulated Jira and the storage service behind the real clients, and a log of statuses as the judgement writes it. */
export interface IncidentWorld {
  clock: ManualClock;
  cloud: Cloud;
  service: StorageService;
  /** What stands before Jira; `null` lets the call through. */
  before: ((call: PlatformCall) => Response | null | Promise<Response | null>) | null;
  /** What came of Jira's endpoints, in order. */
  calls: () => string[];
  switchOn: (projectKey: string) => Promise<void>;
  /** One run of the hourly sweep in a process of its own, after a judgement that found this. */
  run: (status: PoolStatus, pool?: PoolId) => Promise<void>;
}

export function openIncidentWorld(foreign?: ForeignLoad): IncidentWorld {
  const clock = new ManualClock(startMs);
  const cloud = createCloud({
    ...{ clock, hiddenCosts: {}, journal: true },
    sites: [{ cloudId, name: 'acme', edition: 'standard', users: 20 }],
    apps: [{ id: 'app-1', tier: 1, enforcement: 'enforced', ...(foreign && { foreign: { jira: foreign } }) }],
  });
  const { entities } = readManifest(readFileSync('manifest.yml', 'utf8'));
  const service = createStorageService({ file: ':memory:', clock, entities, limits: 'off' });
  const authorization = `Bearer ${emulatorToken({ appId: 'app-1', environment: 'PRODUCTION', route: 'forge.asApp' })}`;
  const states = new Map<string, PoolState>();
  let changes: StatusLog['changes'] = [];

  supplyForgeGlobals(async (call) => {
    const { meta, path, init } = call;
    if (meta.type === 'kvs' || path.startsWith('/api/v1/'))
      return storageFetch(service, 'site-a', path, init);
    const refused = (await world.before?.(call)) ?? null;
    if (refused !== null) return refused;
    const { status, headers, body } = cloud.handle({
      ...{ method: init?.method ?? 'GET', url: `/ex/jira/${cloudId}${path}`, body: init?.body ?? null },
      headers: { authorization, 'content-type': 'application/json' },
    });
    return new Response(status === 204 ? null : body, { status, headers });
  });

  function judged(status: PoolStatus, pool: PoolId): StatusLog {
    const key = `${pool.app}|${pool.environment}|${pool.product}`;
    const last = states.get(key);
    const isNewHour =
      last !== undefined && Math.floor(last.sinceMs / 3_600_000) < Math.floor(clock.now() / 3_600_000);
    if (last?.status !== status || isNewHour) {
      const facts = { enforcement: 'enforced' as const, usedPoints: 56_000, quotaPoints: 65_000 };
      changes = [
        { atMs: clock.now(), pool, from: last?.status ?? 'unknown', to: status, ...facts },
        ...changes,
      ];
      const reached = status === 'near' ? { reachedPercent: 80 } : {};
      states.set(key, { status, sinceMs: clock.now(), calmSinceMs: null, ...reached });
    }
    return { states: new Map(states), changes };
  }

  const world: IncidentWorld = {
    ...{ clock, cloud, service, before: null },
    calls: () => cloud.account.journal().map(({ endpoint, status }) => `${endpoint} ${status}`),
    switchOn: (projectKey) =>
      inInstallation('site-a', async () => {
        const workItem = { isOn: true, projectKey, savedAtMs: clock.now() };
        await changeSettings(() => ({ ...defaultSettings, workItem }));
      }),
    run: (status, pool = ownJira) =>
      inInstallation('site-a', async () => {
        const { settings, incidents } = await readState();
        const log = judged(status, pool);
        const harness = { api: createGauge(), appName: 'Release Notes', workItem: settings.workItem };
        const { thresholds } = settings;
        await followIncidents({ ...harness, book: incidents, log, thresholds, nowMs: clock.now() });
      }),
  };
  return world;
}

/** The work items that were made in a project, as Jira has them. */
export function itemsIn({ cloud }: Pick<IncidentWorld, 'cloud'>, projectKey: string) {
  const [site] = cloud.sites;
  const project = site?.projects.find(projectKey) ?? null;
  if (site === undefined || project === null) throw new Error(`There is no project ${projectKey}.`);
  const made = site.issues.last(project) - 400;
  return Array.from({ length: made }, (_, n) => {
    const edits = site.issues.editsOf(site.issues.ref(project, 401 + n));
    return {
      summary: edits?.summary ?? null,
      status: edits?.status ?? null,
      body: paragraphs(edits?.description),
      comments: (edits?.comments ?? []).map(({ body }) => paragraphs(body)),
    };
  });
}

function paragraphs(document: unknown): string[] {
  const { content } = document as { content: { content: { text: string }[] }[] };
  return content.map((paragraph) => paragraph.content.map(({ text }) => text).join(''));
}

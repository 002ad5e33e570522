/** The two sites and the two apps of the development cloud. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createCloud, type Cloud } from '../emulator/cloud/cloud';
import { businessHours } from '../emulator/cloud/foreign';
import type { CloudRequest, CloudResponse } from '../emulator/cloud/exchange';
import { readManifest } from '../emulator/forge/manifest';
import type { HandoverClock } from './handover-clock';
import { demoManifest } from './manifest';

export interface AppFiles {
  bundleFile: string;
  manifestFile: string;
  /** What the manifest's paths start from: the demo's own stands elsewhere, and takes the gauge's files along. */
  appFolder: string;
}

export interface World {
  clock: HandoverClock;
  cloud: Cloud;
  handle: (request: CloudRequest) => Promise<CloudResponse>;
  demo: AppFiles;
  gauge: AppFiles;
}

/** What a typical call takes. Source: none, a believable middle for Jira. */
const latencyMs = 90;

/** @throws Error when the bundles or the manifest cannot be read. */
export function createWorld(projectRoot: string, clock: HandoverClock): World {
  const gaugeManifestFile = join(projectRoot, 'manifest.yml');
  const demoManifestFile = join(projectRoot, '.cache', 'demo', 'manifest.yml');
  mkdirSync(dirname(demoManifestFile), { recursive: true });
  writeFileSync(demoManifestFile, demoManifest(readFileSync(gaugeManifestFile, 'utf8')));
  const { appId } = readManifest(readFileSync(demoManifestFile, 'utf8'));
  const cloud = createCloud({
    clock,
    latencyMs,
    apps: [
      {
        id: appId,
        tier: 1,
        enforcement: 'enforced',
        // The demo's other customers draw from the same pool.
        foreign: { jira: businessHours({ quietPointsPerHour: 3_000, busyPointsPerHour: 24_000 }) },
      },
    ],
  });
  return {
    clock,
    cloud,
    handle: async (request) => {
      const answer = cloud.handle(request);
      const tookMs = Number(answer.headers.find(([name]) => name === 'X-Emulator-Latency-Ms')?.[1] ?? 0);
      // Latency is lived through in the past and waited for in the present.
      if (clock.live) await wait(tookMs);
      else clock.advance(tookMs);
      return answer;
    },
    demo: {
      ...{ bundleFile: join(projectRoot, '.cache', 'demo', 'index.js'), manifestFile: demoManifestFile },
      appFolder: projectRoot,
    },
    gauge: {
      ...{ bundleFile: join(projectRoot, '.cache', 'app', 'index.js'), manifestFile: gaugeManifestFile },
      appFolder: projectRoot,
    },
  };
}

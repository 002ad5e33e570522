import { readFileSync } from 'node:fs';
import { ManualClock } from '../../emulator/clock';
import type { CloudResponse } from '../../emulator/cloud/exchange';
import { startForge } from '../../emulator/forge/forge';
import { readManifest } from '../../emulator/forge/manifest';
import { createStorageService } from '../../emulator/forge/storage/service';
import type { Answer, OverviewAnswer, PoolView } from '../../src/admin/contract/contract';
import { appBundle } from '../support/bundles';

interface Capture {
  id: string;
  status: number | null;
  receivedAt: string;
  headers: [string, string][];
}

const captures = new Map(
  ['jira', 'confluence', 'gateway']
    .flatMap(
      (vendor) => JSON.parse(readFileSync(`test/fixtures/headers/${vendor}.json`, 'utf8')) as Capture[],
    )
    .map((capture) => [capture.id, capture]),
);

const permitted = JSON.stringify({
  permissions: { ADMINISTER: { id: '0', key: 'ADMINISTER', havePermission: true } },
});
const current = JSON.stringify({ operations: [{ operation: 'administer', targetType: 'application' }] });

/** The bundled app, asked for its Overview after its first call was answered with the capture's status and headers. */
async function overviewAfter(id: string): Promise<OverviewAnswer> {
  const capture = captures.get(id)!;
  const isConfluence = id.startsWith('confluence');
  const clock = new ManualClock(Date.parse(capture.receivedAt));
  const { entities } = readManifest(readFileSync('manifest.yml', 'utf8'));
  const storage = createStorageService({ file: ':memory:', clock, entities });
  const body = isConfluence ? current : permitted;
  const answers: CloudResponse[] = [{ status: capture.status ?? 200, headers: capture.headers, body }];
  const forge = startForge({
    bundleFile: appBundle(),
    manifestFile: 'manifest.yml',
    clock,
    storage,
    cloud: {
      handle: (): CloudResponse => answers.shift() ?? { status: 200, headers: [], body },
    },
  });
  const installation = await forge.install({
    cloudId: '11111111-aaaa-4aaa-8aaa-111111111111',
    siteUrl: 'https://acme.atlassian.net',
    environmentType: 'PRODUCTION',
  });
  const moduleKey = isConfluence ? 'gauge-confluence' : 'gauge-jira';
  const ask = async (): Promise<Answer<OverviewAnswer>> => {
    const outcome = await forge.invokeResolver({
      installationId: installation.id,
      moduleKey,
      functionKey: 'overview',
      payload: {},
      accountId: 'account-admin',
    });
    if (!outcome.ok) throw new Error(outcome.failure.message);
    return outcome.value as Answer<OverviewAnswer>;
  };
  // The first question makes the call whose answer is the capture; its record is stored when the function ends.
  await ask();
  const overview = await ask();
  storage.close();
  if (!overview.ok) throw new Error(overview.error.message);
  return overview.data;
}

type Shown = Pick<PoolView, 'status' | 'tier' | 'enforcement' | 'quotaPoints'> & {
  level: [number, number | null, PoolView['level']['basis']];
  throttle: string | null;
};

async function shownAfter(id: string): Promise<Shown> {
  const { pools, refusals } = await overviewAfter(id);
  const { status, tier, enforcement, quotaPoints, level } = pools[0]!;
  const throttle = refusals[0];
  return {
    ...{ status, tier, enforcement, quotaPoints },
    level: [level.likelyPoints, level.highPoints, level.basis],
    throttle:
      throttle === undefined
        ? null
        : `${throttle.reason} ${throttle.reasonRaw ?? '-'} ${throttle.enforcement}`,
  };
}

const unproven = { status: 'unknown', tier: null, enforcement: null, quotaPoints: null } as const;

/** What a person reads in the capture, as the page has to show it. */
const expected: Record<string, Shown> = {
  'jira-forge-asapp-myself': {
    ...{ status: 'fine', tier: 1, enforcement: 'enforced', quotaPoints: 65_000 },
    level: [3, 52_000, 'silent'],
    throttle: null,
  },
  'jira-test-burst-first-order': {
    ...{ status: 'fine', tier: 1, enforcement: 'enforced', quotaPoints: 65_000 },
    level: [3, 52_000, 'silent'],
    throttle: null,
  },
  'jira-beta-tenant-near-limit': {
    ...{ status: 'near', tier: 2, enforcement: 'beta', quotaPoints: 100_100 },
    level: [82_258, 82_258, 'reading'],
    throttle: null,
  },
  'jira-doc-beta-normal': {
    ...{ status: 'fine', tier: 1, enforcement: 'beta', quotaPoints: 65_000 },
    level: [3, 52_000, 'silent'],
    throttle: null,
  },
  'jira-doc-beta-near-limit': {
    ...{ status: 'near', tier: 1, enforcement: 'beta', quotaPoints: 65_000 },
    level: [54_000, 54_000, 'reading'],
    throttle: null,
  },
  'jira-doc-beta-two-policies': {
    ...{ status: 'fine', tier: 1, enforcement: 'beta', quotaPoints: 65_000 },
    level: [3, 52_000, 'silent'],
    throttle: null,
  },
  'jira-burst-only-site-2026-09': { ...unproven, level: [3, null, 'none'], throttle: null },
  'jira-forge-401-no-ratelimit-headers': { ...unproven, level: [1, null, 'none'], throttle: null },
  'jira-doc-quota-429': {
    ...{ ...unproven, status: 'exhausted' },
    level: [0, null, 'refused'],
    throttle: 'quotaGlobal jira-quota-global-based enforced',
  },
  'confluence-doc-quota-429': {
    ...{ ...unproven, status: 'exhausted' },
    level: [0, null, 'refused'],
    throttle: 'quotaGlobal confluence-quota-global-based enforced',
  },
  // Received in the moment of the full hour, and says nothing of its window: it proves neither hour empty.
  'confluence-cloud-conf-global-based': {
    ...unproven,
    level: [0, null, 'none'],
    throttle: 'quotaGlobal conf-global-based enforced',
  },
  'jira-doc-burst-429': {
    ...unproven,
    level: [0, null, 'none'],
    throttle: 'burst jira-burst-based enforced',
  },
  'jira-doc-per-issue-write': {
    ...unproven,
    level: [0, null, 'none'],
    throttle: 'perIssueWrite jira-per-issue-on-write enforced',
  },
  'jira-max-concurrent-threads': {
    ...unproven,
    level: [0, null, 'none'],
    throttle: 'concurrency jira-max-concurrent-threads-across-all-instances-per-tenant-per-user enforced',
  },
  'atlassian-gateway-429-360000': { ...unproven, level: [0, null, 'none'], throttle: 'gateway - enforced' },
};

describe('the whole way, from the headers of a recorded response to what the page shows', () => {
  it.each(Object.keys(expected))('%s', async (id) => {
    expect(await shownAfter(id)).toEqual(expected[id]);
  });
});

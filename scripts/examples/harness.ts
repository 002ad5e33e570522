/** What an example of a back end needs to run: an emulated Jira, a gauge with a source, and the addresses of both. */
import { emulatorToken } from '../../emulator/cloud/principal';
import { startAtlassianCloud } from '../../emulator/cloud/server';
import { startForge } from '../../emulator/testing/start-forge';

const cloudId = '11111111-aaaa-4aaa-8aaa-111111111111';
export const admin = { accountId: 'account-admin', displayName: 'Anna Admin', admin: true };
const sourceApp = 'Example';

export interface ExampleHarness {
  /** What the examples read from their environment. */
  env: Record<string, string>;
  /** What the gauge shows of the example's calls. */
  shown: () => Promise<{ requests: number; likelyPoints: number }>;
  close: () => Promise<void>;
}

/** @param files the gauge as it is deployed: its bundle and its manifest */
export async function openExampleHarness(files: {
  bundle: string;
  manifest: string;
}): Promise<ExampleHarness> {
  const site = { cloudId, name: 'acme', edition: 'standard' as const, users: 40, people: [admin] };
  const connect = { sharedSecret: 'shared-by-the-installed-callback', oauthClientId: 'client-of-example' };
  const app = { id: 'example', tier: 1, enforcement: 'enforced', connect } as const;
  const atlassian = await startAtlassianCloud({ sites: [site], apps: [app] });
  const { bundle: bundleFile, manifest: manifestFile } = files;
  const { forge, close } = await startForge({ bundleFile, manifestFile, cloud: atlassian.cloud });
  const { id } = await forge.install({
    cloudId,
    siteUrl: 'https://acme.atlassian.net',
    environmentType: 'PRODUCTION',
  });
  const ask = async (functionKey: string, payload: unknown): Promise<Answered> => {
    const call = { installationId: id, moduleKey: 'gauge-jira', functionKey, payload };
    const outcome = await forge.invokeResolver({ ...call, accountId: admin.accountId });
    if (!outcome.ok) throw new Error(outcome.failure.message);
    return (outcome.value as { data: Answered }).data;
  };
  const change = { kind: 'make', app: sourceApp, environment: 'PRODUCTION' };
  const { url, shownOnce } = await ask('changeSources', { change });
  const { accountId } = admin;
  return {
    env: {
      ATLASSIAN_URL: atlassian.url,
      CLOUD_ID: cloudId,
      ACCESS_TOKEN: emulatorToken({
        ...{ appId: app.id, environment: 'PRODUCTION', route: 'oauth.3lo', accountId },
      }),
      APP_KEY: app.id,
      CLIENT_KEY: 'jira-of-acme',
      SHARED_SECRET: connect.sharedSecret,
      OAUTH_CLIENT_ID: connect.oauthClientId,
      SITE_URL: 'https://acme.atlassian.net',
      API_URL: `${atlassian.url}/ex/jira/${cloudId}`,
      TOKEN_URL: atlassian.url,
      GAUGE_URL: url ?? '',
      GAUGE_SOURCE: shownOnce?.id ?? '',
      GAUGE_SECRET: shownOnce?.secret ?? '',
    },
    shown: async () => {
      const { pools = [], hours = [] } = await ask('overview', {});
      const cells = hours.flatMap((hour) => hour.cells);
      const own = cells.filter(({ pool }) => pools[pool]?.pool.app === sourceApp);
      return {
        requests: own.reduce((sum, { requests }) => sum + requests, 0),
        likelyPoints: own.reduce((sum, { points }) => sum + points.likely, 0),
      };
    },
    close: async () => {
      await close();
      await atlassian.close();
    },
  };
}

/** The parts of the gauge's answers that are used here. */
interface Answered {
  url?: string | null;
  shownOnce?: { id: string; secret: string } | null;
  pools?: { pool: { app: string } }[];
  hours?: { cells: { pool: number; requests: number; points: { likely: number } }[] }[];
}

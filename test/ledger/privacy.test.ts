import { readFileSync } from 'node:fs';
import { ManualClock } from '../../emulator/clock';
import { startForge } from '../../emulator/forge/forge';
import { readManifest } from '../../emulator/forge/manifest';
import { createStorageService } from '../../emulator/forge/storage/service';
import { createGauge, type Gauge } from '../../src/app/gauge';
import { createHandlers } from '../../src/app/handlers';
import { route } from '@forge/api';
import { inInstallation, supplyForgeGlobals } from '../support/forge-globals';
import { appBundle } from '../support/bundles';
import { storageFetch } from '../../emulator/forge/storage/fetch';

/** Each of these is somewhere in the calls below, and may be nowhere in storage. */
const marks = ['5b10-marked-account', 'MARKED-77', 'marked.person@example.com', 'markedQuery', 'Marked Name'];
const { entities } = readManifest(readFileSync('manifest.yml', 'utf8'));
const account = '5b10-marked-account';

async function makeCalls(gauge: Gauge): Promise<void> {
  const [user, app] = [gauge.asUser(), gauge.asApp()];
  const answers = [
    await app.requestJira(route`/rest/api/3/issue/${'MARKED-77'}?fields=markedQuery`),
    await user.requestJira(route`/rest/api/3/user?accountId=${account}&query=${'marked.person@example.com'}`),
    await user.requestConfluence(route`/wiki/rest/api/user?accountId=${account}`),
    await gauge.asUser(account).requestJira(route`/rest/api/3/search/jql?jql=${'assignee = markedQuery'}`),
    await app.requestJira(route`/rest/unknown/${'MARKED-77'}/${'Marked Name'}`),
  ];
  for (const answer of answers) await answer.json();
}

let printed: jest.SpyInstance<void, unknown[]>;
beforeEach(() => {
  printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => {
  printed.mockRestore();
});

describe('what is stored, and printed for the app’s owner', () => {
  it('has nothing personal in it: no account, key, name, address or query of the calls', async () => {
    const service = createStorageService({
      ...{ file: ':memory:', clock: new ManualClock(Date.now()), entities, limits: 'off' },
    });
    supplyForgeGlobals(({ meta, path, init }) => {
      if (meta.type === 'kvs' || path.startsWith('/api/v1/'))
        return storageFetch(service, 'site-a', path, init);
      const body = {
        key: 'MARKED-77',
        displayName: 'Marked Name',
        emailAddress: 'marked.person@example.com',
      };
      return new Response(JSON.stringify(body), {
        status: path.includes('unknown') ? 429 : 200,
        headers: { 'content-type': 'application/json', 'ratelimit-reason': 'jira-burst-based' },
      });
    });
    const gauge = createGauge();
    const handlers = createHandlers(gauge);
    const run = gauge.withGauge<[unknown], boolean>('person', async () => {
      await makeCalls(gauge);
      return true;
    });
    const event = { context: { accountId: account } };
    await inInstallation('site-a', () => run(event));
    await inInstallation('site-a', () => run(event));
    const records = JSON.stringify(service.dump('site-a'));
    await inInstallation('site-a', () => handlers.sweep({}));
    const rolledUp = JSON.stringify(service.dump('site-a'));
    const lines = JSON.stringify(printed.mock.calls);
    expect(lines).toContain('points-gauge/1');
    service.close();
    for (const told of [records, rolledUp, lines])
      expect(marks.filter((mark) => told.toLowerCase().includes(mark.toLowerCase()))).toEqual([]);
    for (const stored of [records, rolledUp]) {
      // What the calls were is there, and people are counted; who and what they were about is not.
      expect(stored).toContain('/rest/api/3/issue/{');
      expect(stored).toMatch(/"u\\?":\{/);
    }
  });

  it('by the deployed app and its page has no account of the administrator who looked at it', async () => {
    const clock = new ManualClock(Date.parse('2026-10-09T16:00:00Z'));
    const storage = createStorageService({ file: ':memory:', clock, entities });
    const permitted = JSON.stringify({ permissions: { ADMINISTER: { havePermission: true } } });
    const forge = startForge({
      ...{ bundleFile: appBundle(), manifestFile: 'manifest.yml', clock, storage },
      cloud: { handle: () => ({ status: 200, headers: [], body: permitted }) },
    });
    const { id } = await forge.install({
      ...{ cloudId: '11111111-aaaa-4aaa-8aaa-111111111111', siteUrl: 'https://acme.atlassian.net' },
      environmentType: 'PRODUCTION',
    });
    for (const functionKey of ['overview', 'settings', 'saveSettings']) {
      const payload = functionKey === 'saveSettings' ? { change: { probe: 'on' } } : {};
      const call = { installationId: id, moduleKey: 'gauge-jira', functionKey, payload, accountId: account };
      expect(await forge.invokeResolver(call)).toMatchObject({ ok: true });
    }
    const stored = JSON.stringify(storage.dump());
    storage.close();
    expect(stored).toContain('/rest/api/3/mypermissions');
    expect(stored).not.toContain(account);
  });
});

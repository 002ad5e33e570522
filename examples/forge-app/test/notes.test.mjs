// The app as it is deployed (`npm run build`), on a Forge and an Atlassian Cloud of this machine. Run it with `npm test`.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createCloud, ManualClock, startForge } from 'points-gauge/testing';

const cloudId = '11111111-aaaa-4aaa-8aaa-111111111111';
const anna = { accountId: 'account-anna', displayName: 'Anna Admin', admin: true };
const clock = new ManualClock(Date.UTC(2026, 9, 5, 9, 20));
const cloud = createCloud({
  clock,
  hiddenCosts: {},
  sites: [{ cloudId, name: 'acme', edition: 'standard', users: 40, people: [anna] }],
});

let started;
let id;

before(async () => {
  started = await startForge({ bundleFile: 'dist/index.js', manifestFile: 'manifest.yml', cloud, clock });
  const site = { cloudId, siteUrl: 'https://acme.atlassian.net', environmentType: 'PRODUCTION' };
  ({ id } = await started.forge.install(site));
});
after(() => started?.close());

const ask = (moduleKey, functionKey, payload) => {
  const call = { installationId: id, moduleKey, functionKey, payload };
  return started.forge.invokeResolver({ ...call, accountId: anna.accountId });
};

/** Points that Atlassian has charged so far. */
const charged = () => cloud.account.snapshot().cells.reduce((sum, { points }) => sum + points, 0);

test('what the page shows is what Atlassian charged', async () => {
  assert.ok((await started.forge.runScheduled(id, 'collect-daily')).ok);
  assert.ok((await ask('notes-panel', 'show', { key: 'WEB-1' })).ok);
  // The page asks Jira who is looking, which is charged as well, and shown from the next time on.
  const soFar = charged();
  const { value } = await ask('gauge-jira', 'overview', {});
  const shown = value.data.topEndpoints.map(({ points }) => points.likely);
  assert.equal(
    shown.reduce((sum, points) => sum + points, 0),
    soFar,
  );
  assert.ok(soFar > 0);
});

test('what is due runs when the clock says so', async () => {
  clock.advance(24 * 3_600_000);
  await started.forge.tick();
  const { value } = await ask('gauge-jira', 'overview', {});
  const { cells } = value.data.hours.at(-1);
  assert.deepEqual(
    cells.map(({ route, requests }) => [route, requests]),
    [['forge.asApp', 1]],
  );
});

// How fast the development cloud is: requests a second over HTTP, and how much faster than real time an app lives in it.
// Run: npm run bench -- emulator
import { performance } from 'node:perf_hooks';
import { Agent, get } from 'node:http';
import { bundleApps } from '../local/bin/bundle.mjs';
import { root } from '../local/bin/paths.mjs';
import { figure, median, spreadOf } from './figures.mjs';
import { loadSource } from './load.mjs';

const hourMs = 3_600_000;
const { startAtlassianCloud, emulatorToken, makeHistory, createWorld, HandoverClock } = await loadSource(`
  export { startAtlassianCloud } from './local/cloud/server';
  export { emulatorToken } from './local/cloud/principal';
  export { makeHistory } from './local/demo/history';
  export { createWorld } from './local/demo/world';
  export { HandoverClock } from './local/demo/handover-clock';
`);

async function requestsASecond() {
  const running = await startAtlassianCloud({
    latencyMs: 0,
    apps: [{ id: 'app', tier: 1, enforcement: 'off' }],
  });
  const [site] = running.cloud.sites;
  const url = `${running.url}/ex/jira/${site.cloudId}/rest/api/3/issue/${site.projects.list[0].key}-1`;
  const token = emulatorToken({ appId: 'app', environment: 'PRODUCTION', route: 'forge.asApp' });
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const ask = () =>
    new Promise((resolve, reject) => {
      get(url, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
        response.resume().on('end', () => {
          resolve(response.statusCode);
        });
      }).on('error', reject);
    });
  const status = await ask();
  if (status !== 200) throw new Error(`The emulator answered ${status}.`);
  const rates = [];
  for (let round = 0; round < 6; round += 1) {
    const asked = 2_000;
    let left = asked;
    const start = performance.now();
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        while (left > 0) {
          left -= 1;
          await ask();
        }
      }),
    );
    if (round > 0) rates.push(asked / ((performance.now() - start) / 1000));
  }
  agent.destroy();
  await running.close();
  return rates;
}

async function speedUp() {
  await bundleApps();
  const startMs = Date.UTC(2026, 0, 6, 4);
  const world = createWorld(root, new HandoverClock(startMs));
  const [site] = world.cloud.sites;
  let fromMs = performance.now();
  const hours = 12;
  await makeHistory({
    ...{ world, databaseFile: ':memory:', installations: null, site },
    untilMs: startMs + (hours + 2) * hourMs,
    // The hours before are for the engine to warm up.
    onHour: (hourStartMs) => {
      if (hourStartMs === startMs + hourMs) fromMs = performance.now();
    },
  });
  return ((hours + 1) * hourMs) / (performance.now() - fromMs);
}

const rates = await requestsASecond();
figure('emulator: requests a second over HTTP', median(rates), 'requests/s', { spread: spreadOf(rates) });
figure('emulator: virtual time against real time, demo app at work', await speedUp(), 'x');

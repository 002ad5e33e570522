import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { projectRoot, runNode } from '../../test/scripts/node-process';
import { startServer, type CallServer } from '../../test/node/call-server';

/** A program that metered what went well and what did not, and then has nothing more to do. */
const program = `
process.on('unhandledRejection', (error) => { console.error('unhandled:', error); process.exitCode = 3; });
const { atlassianPace, backlogPace, createReporter, meterAxios, meteredFetch, meterUndici, pacedFetch } = require(process.env.POINTS_GAUGE_BUNDLE);
const axios = require('axios').create();
const { SITE } = process.env;
// Nobody listens there: what is reported waits.
const reporter = createReporter({ url: 'http://127.0.0.1:9/report', source: '0123456789abcdef', secret: 's'.repeat(43) });
const options = { product: 'jira', route: 'oauth.3lo', reporter };
const jira = meteredFetch(fetch, options);
meterAxios(axios, options);
async function main() {
  for (let i = 0; i < 30; i += 1) await jira(SITE + '/rest/api/3/issue/A-' + i);
  await jira('http://127.0.0.1:9/rest/api/3/myself').catch(() => undefined);
  await axios.get(SITE + '/rest/api/3/refused').catch(() => undefined);
  const stop = new AbortController();
  const paced = atlassianPace().fetch(jira, { product: 'jira', route: 'oauth.3lo', work: 'person' });
  const waits = paced(SITE + '/rest/api/3/refused', { signal: stop.signal }).catch((error) => error.name);
  setTimeout(() => stop.abort(), 100);
  const own = pacedFetch(fetch, backlogPace());
  await own(SITE + '/api/v2/issues');
  console.log('waited:', await waits);
}
main().then(() => console.log('done'));
`;

let server: CallServer;
let folder: string;

beforeAll(async () => {
  server = await startServer((url) =>
    url.includes('refused')
      ? { status: 429, headers: { 'retry-after': '600', 'ratelimit-reason': 'jira-burst-based' } }
      : { status: 200, body: '{"issues":[]}' },
  );
  mkdirSync(join(projectRoot, '.cache'), { recursive: true });
  folder = mkdtempSync(join(projectRoot, '.cache', 'ends-'));
  buildSync({
    ...{ entryPoints: [join(projectRoot, 'src/node.ts')], bundle: true, platform: 'node', format: 'cjs' },
    outfile: join(folder, 'node.cjs'),
  });
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

test('a metered program ends by itself, with unread bodies, refusals, a wait given up and a gauge that is away, and leaves no rejection', async () => {
  const env = { POINTS_GAUGE_BUNDLE: join(folder, 'node.cjs'), SITE: server.url };
  const { code, stdout, stderr } = await runNode(['-e', program], { env });
  expect({ code, stderr }).toEqual({
    code: 0,
    // 30 that nobody read, one without an answer, a refused one of axios' and one of the pace: said, and no reason to go on living.
    stderr:
      'Points Gauge: The gauge does not answer (fetch failed): 33 calls wait.\n' +
      'Points Gauge: 33 calls could not be sent before the program ended.\n',
  });
  expect(stdout).toContain('done');
  expect(stdout).toMatch(/waited: (AbortError|TryLaterError)/);
  expect(server.requests.filter(({ url }) => url.includes('/issue/A-'))).toHaveLength(30);
});

/** Each endpoint of the emulated Jira is called once in each version: what it answers, what it costs, where its links lead. */
import { writtenJiraEndpoints } from '../../../emulator/cloud/jira/endpoints';
import { chooseFields, issueJson } from '../../../emulator/cloud/jira/issue-json';
import { countObjects } from '../../../src/costs/count';
import { findEntry } from '../../../src/costs/lookup';
import { priceCall } from '../../../src/costs/price-call';
import type { Method } from '../../../src/model';
import { asAdmin, closeClouds, openCloud } from '../open-cloud';
import { steps } from './every-endpoint';
import { name, play, small } from './play';

afterEach(closeClouds);

test('the list of calls has each endpoint', () => {
  const called = new Set(steps.map(name));
  const missing = writtenJiraEndpoints.map(({ method, template }) => `${method} ${template}`);
  expect(missing.filter((endpoint) => !called.has(endpoint))).toEqual([]);
});

test.each(['3', '2', 'latest'])(
  'under version %s each answers, and costs what the rule says',
  async (version) => {
    const cloud = await openCloud({ sites: [small], hiddenCosts: {} });
    const played = await play(cloud, version);
    expect(played.map(({ step, status, points }) => [name(step), status, points])).toEqual(
      played.map(({ step }) => [name(step), step.status, step.points]),
    );
  },
);

test.each(['3', '2'])('under version %s no link leads out of the emulator', async (version) => {
  const cloud = await openCloud({ sites: [small] });
  const { host } = new URL(cloud.url);
  // What is refused is said in Jira's words, which name a page of theirs; a picture names the format that it is in.
  const served = (await play(cloud, version)).filter(
    ({ step, status }) => status < 400 && step.template !== '/secure/viewavatar',
  );
  for (const { step, text } of served) {
    const hosts = [...text.matchAll(/\b(?:https?|wss?):\/\/([^/"\\\s?#]+)/g)].map(([, found]) => found);
    const foreign = hosts.filter((found) => found !== host);
    expect([name(step), foreign]).toEqual([name(step), []]);
  }
});

test('what is kept of the answer for an issue is never older than the last write, whatever was written', async () => {
  const cloud = await openCloud({ sites: [small] });
  const [site] = cloud.cloud.sites;
  const kept = (key: string) => {
    // Each in a second of its own, since the endpoint's burst limit would answer otherwise.
    cloud.clock.advance(1_000);
    const headers = { authorization: asAdmin, host: 'localhost' };
    return cloud.cloud.handle({ method: 'GET', url: `/rest/api/3/issue/${key}`, headers, body: null }).body;
  };
  const fresh = (key: string) => {
    const ref = site?.issues.find(key);
    if (site === undefined || ref == null) return null;
    const view = { site, baseUrl: 'http://localhost', apiVersion: 3 } as const;
    return JSON.stringify(issueJson(view, ref, chooseFields([], '*all')));
  };
  const keys = ['WEB-1', 'WEB-2', 'WEB-3'];
  const shown = new Set<string>();
  await play(cloud, '3', async (...call) => {
    const response = await fetch(...call);
    for (const key of keys) {
      const answer = kept(key);
      shown.add(answer);
      expect([response.url, key, answer]).toEqual([response.url, key, fresh(key) ?? answer]);
    }
    return response;
  });
  // Or nothing would have been compared.
  expect(shown.size).toBeGreaterThan(30);
});

test('the gauge prices each answer as the emulator charges it', async () => {
  const cloud = await openCloud({ sites: [small] });
  const differ = (await play(cloud, '3')).flatMap(({ step, status, points, text }) => {
    const call = {
      product: 'jira',
      method: step.method as Method,
      path: step.template.replaceAll('{}', '1'),
    } as const;
    const { entry } = findEntry(call.product, call.method, call.path);
    const objects = text === '' ? 0 : countObjects(entry, parsed(text));
    const { likely } = priceCall({ ...call, status, objects, named: null }).points;
    return likely === points ? [] : [`${name(step)}: charged ${points}, priced ${likely}`];
  });
  // One is priced by what it asks, which is not told here; one was measured under another spelling.
  expect(differ).toEqual([
    'POST /rest/api/3/jql/match: charged 2, priced 51',
    'GET /rest/api/3/project/{}/versions: charged 1, priced 4',
  ]);
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

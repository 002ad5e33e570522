/** Each endpoint of the emulated Jira is called once in each version: what it answers, what it costs, where its links lead. */
import { writtenJiraEndpoints } from '../../../local/cloud/jira/endpoints';
import { closeClouds, openCloud } from '../open-cloud';
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

/** Each endpoint of the emulated Jira is called once in each version: what it answers, what it costs, where its links lead. */
import { idText } from '../../../local/cloud/untrusted';
import { writtenJiraEndpoints } from '../../../local/cloud/jira/endpoints';
import { asAdmin, chargedPoints, closeClouds, openCloud, site, token, type OpenCloud } from '../open-cloud';
import { steps, type Step } from './every-endpoint';

afterEach(closeClouds);

const small = { ...site, sizes: { projects: 4, issuesPerProject: 20, versionsPerProject: 3, groups: 3 } };

interface Played {
  step: Step;
  status: number;
  points: number;
  text: string;
}

function filled(text: string, known: Record<string, unknown>): string {
  return text.replace(
    /"\{(\w+)\}"|\{(\w+)\}/g,
    (whole, quoted: string | undefined, bare: string | undefined) => {
      const value = known[quoted ?? bare ?? ''];
      if (value === undefined) return whole;
      return quoted === undefined ? idText(value) : JSON.stringify(value);
    },
  );
}

async function play(cloud: OpenCloud, version: string): Promise<Played[]> {
  const known: Record<string, unknown> = { url: cloud.url, category: 2, made: 'app-1' };
  const played: Played[] = [];
  const base = `${cloud.url}/ex/jira/${site.cloudId}`;
  for (const step of steps) {
    const before = chargedPoints(cloud);
    const form = new FormData();
    if (step.file !== undefined) form.append('file', new Blob([step.file]), 'a.txt');
    const plain = step.json === undefined ? null : filled(JSON.stringify(step.json), known);
    // Version 2 has texts where version 3 has documents.
    const json =
      version === '3' ? plain : (plain?.replace(/\{"type":"doc".*?\}\]\}\]\}/g, '"Words"') ?? null);
    const path = filled(step.path, known).replace('/rest/api/3/', `/rest/api/${version}/`);
    const response = await fetch(base + path, {
      method: step.method,
      headers: { Authorization: step.as === 'app' ? token() : asAdmin },
      body: step.file === undefined ? json : form,
    });
    const text = await response.text();
    if (step.remember !== undefined) Object.assign(known, step.remember(JSON.parse(text) as never));
    played.push({ step, status: response.status, points: chargedPoints(cloud) - before, text });
  }
  return played;
}

const name = ({ method, template }: Step) => `${method} ${template}`;

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

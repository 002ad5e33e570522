import { isRefusedInside } from './read-body';
import { keptOpenCalls } from './open-set';
import { watchBody } from './watch-body';
import { meteredFetch } from '../node-client/metered-fetch';
import { openSink } from '../../test/node/call-server';
import { reportsOf, wayOf } from '../../test/calls/reports';

const issues = JSON.stringify({ issues: Array.from({ length: 40 }, (_, i) => ({ id: String(i) })) });
const url = 'https://acme.atlassian.net/rest/api/3/search/jql?jql=project%3DA&maxResults=100';

function openFetch(make: () => Response = () => new Response(issues)) {
  const sink = openSink();
  const send: (input: string) => Promise<Response> = () => Promise.resolve(make());
  return { sink, jira: meteredFetch(send, { product: 'jira', route: 'oauth.3lo', reporter: sink }) };
}

const readings: Record<string, (answer: Response) => Promise<unknown>> = {
  json: (answer) => answer.json(),
  text: async (answer) => JSON.parse(await answer.text()) as unknown,
  arrayBuffer: async (answer) => JSON.parse(Buffer.from(await answer.arrayBuffer()).toString()) as unknown,
  'clone.json': (answer) => answer.clone().json(),
  'clone.text': async (answer) => JSON.parse(await answer.clone().text()) as unknown,
  'clone.clone.json': (answer) => answer.clone().clone().json(),
  rewrapped: (answer) => new Response(answer.body, answer).json(),
  blob: async (answer) => JSON.parse(await (await answer.blob()).text()) as unknown,
};

describe('a body that the program reads', () => {
  it.each(reportsOf('body'))('%s', async (_what, report) => {
    const { sink, jira } = openFetch();
    expect(await wayOf(readings, report)(await jira(url))).toEqual(JSON.parse(issues));
    sink.settle();
    expect(sink.calls.map(({ objects = null }) => objects)).toEqual([report.expected?.objects]);
  });

  it('tells of its objects by bytes, where the platform has them', async () => {
    const answer = Object.assign(new Response(issues), {
      bytes: () => Promise.resolve(new TextEncoder().encode(issues)),
    });
    const { sink, jira } = openFetch(() => answer);
    const read = (await jira(url)) as Response & { bytes: () => Promise<Uint8Array> };
    expect((await read.bytes()).length).toBe(issues.length);
    expect(sink.calls).toMatchObject([{ objects: 40 }]);
  });

  it('is counted once, however often clones of it are read', async () => {
    const { sink, jira } = openFetch();
    const answer = await jira(url);
    const copies = [answer.clone(), answer.clone()];
    await Promise.all([answer, ...copies].map((one) => one.json()));
    sink.settle();
    expect(sink.calls).toHaveLength(1);
  });
});

describe('the answer that the program gets', () => {
  it('has nothing to see on it, and its methods want the answer that they belong to, as ever', async () => {
    const bare = new Response(issues);
    const { jira } = openFetch();
    const answer = await jira(url);
    expect(Object.keys(answer)).toEqual(Object.keys(bare));
    expect(Object.entries(answer)).toEqual([]);
    const { json } = answer as { json: (this: unknown) => Promise<unknown> };
    const bareJson = (bare as { json: (this: unknown) => Promise<unknown> }).json;
    const strange = await json.call({}).catch((error: unknown) => error);
    const known = await bareJson.call({}).catch((error: unknown) => error);
    expect(strange).toEqual(known);
    expect(await json.call(answer)).toEqual(JSON.parse(issues));
  });

  it('tells each of two listeners, as where a pace stands around a metered fetch', async () => {
    const answer = new Response(issues);
    const heard: string[] = [];
    const listener = (name: string) => ({ wantsBody: true, bodyRead: () => heard.push(name) });
    watchBody(answer, listener('inner'));
    watchBody(answer, listener('outer'));
    await answer.clone().json();
    await answer.text();
    expect(heard.sort()).toEqual(['inner', 'inner', 'outer', 'outer']);
  });

  it('fails as ever where it is no JSON or is read twice', async () => {
    const { jira } = openFetch(() => new Response('<html>'));
    const answer = await jira(url);
    await expect(answer.json()).rejects.toMatchObject({ name: 'SyntaxError' });
    await expect(answer.text()).rejects.toMatchObject({ name: 'TypeError' });
  });
});

describe('bodies that nobody reads', () => {
  it('are kept up to a bound: beyond it the oldest calls are reported without them', async () => {
    const { sink, jira } = openFetch();
    for (let n = 0; n < keptOpenCalls + 20; n += 1) await jira(url);
    expect(sink.calls).toHaveLength(20);
    sink.settle();
    expect(sink.calls).toHaveLength(keptOpenCalls + 20);
  });
});

describe('a GraphQL answer', () => {
  it.each(reportsOf('graphql'))('%s', (_what, { body, expected }) => {
    expect(isRefusedInside(body)).toBe(expected?.refused);
  });
});

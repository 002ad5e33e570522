import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { verify, type VerifyPort } from '../../cli/verify';
import { compare } from '../../cli/verify/compare';
import { assertHarmless, reads } from '../../cli/verify/reads';
import { redacted, type Redacted } from '../../cli/verify/redact';
import { startAtlassianCloud, type RunningCloud } from '../../emulator/cloud/server';

let cloud: RunningCloud;
let email: string;
beforeAll(async () => {
  cloud = await startAtlassianCloud({});
  email = cloud.cloud.sites[0]?.people.at(0)?.emailAddress ?? '';
});
afterAll(() => cloud.close());

interface Seen {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The emulated site behind a proxy that changes some answers. */
async function siteWith(
  change: (path: string, answer: Seen, count: number) => Seen,
): Promise<{ url: string; requests: string[]; close: () => Promise<void> }> {
  const requests: string[] = [];
  const answer = async (message: IncomingMessage): Promise<Seen> => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const path = message.url ?? '';
    requests.push(`${message.method ?? ''} ${path}`);
    const { authorization = '', 'content-type': type } = message.headers;
    const response = await fetch(cloud.url + path, {
      method: message.method ?? 'GET',
      headers: { authorization, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    });
    const kept = [...response.headers].filter(([name]) => !/^content-(length|encoding)$/.test(name));
    const headers = Object.fromEntries(kept);
    return change(path, { status: response.status, headers, body: await response.text() }, requests.length);
  };
  const server = createServer((message, response) => {
    void answer(message).then(({ status, headers, body }) => {
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, requests, close };
}

const secret = 'the-token-of-somebody';

async function run(
  url: string,
  change: Partial<VerifyPort> = {},
  args = ['--yes'],
): Promise<{ code: number; out: string; err: string; file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  const outFile = join(folder, 'out.json');
  let out = '';
  let err = '';
  const code = await verify(['--site', url, '--out', outFile, ...args], {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text) },
    env: { POINTS_GAUGE_VERIFY_EMAIL: email, POINTS_GAUGE_VERIFY_TOKEN: secret },
    ask: null,
    nowMs: () => Date.now(),
    ...change,
  });
  return { code, out, err, file: existsSync(outFile) ? readFileSync(outFile, 'utf8') : '' };
}

describe('a site that is as expected', () => {
  it('differs in nothing, is asked no write, and costs what is said before', async () => {
    const site = await siteWith((_path, answer) => answer);
    const { code, out, err, file } = await run(site.url);
    await site.close();

    expect([out.split('\n').slice(2, 6), err, code]).toEqual([
      [
        '',
        'Nothing differs.',
        '',
        expect.stringMatching(/^\d+ of \d+ reads were made; 0 differ in something\./),
      ],
      '',
      0,
    ]);
    expect(out).toMatch(
      /^\d+ reads of .*\. With an API token they cost no points;\nan app would pay about \d+\./,
    );
    expect(site.requests.length).toBeGreaterThanOrEqual(38);
    expect(site.requests.filter((request) => !request.startsWith('GET '))).toEqual([
      'POST /rest/api/3/search/jql',
      'POST /rest/api/3/search/approximate-count',
      'POST /rest/api/3/issue/bulkfetch',
    ]);
    const { reads: written } = JSON.parse(file) as Redacted;
    expect(written.map(({ read }) => read)).toContain('GET /rest/api/3/issue/{issueKey}');
    expect(out + file).not.toContain(secret);
  });
});

describe('a site with differences planted in it', () => {
  it('has each of them in the table and, without a name, in the file', async () => {
    const site = await siteWith((path, answer) => {
      if (path === '/rest/api/3/myself') {
        const body = JSON.parse(answer.body) as Record<string, unknown>;
        delete body['timeZone'];
        return { ...answer, body: JSON.stringify({ ...body, 'Ada Lovelace': { 'secret.project': true } }) };
      }
      if (path.endsWith('/versions')) return { ...answer, status: 403, body: '{}' };
      if (path.startsWith('/wiki/api/v2/spaces?')) {
        const body = JSON.parse(answer.body) as { results: Record<string, unknown>[] };
        for (const space of body.results) space['id'] = Number(space['id']);
        return { ...answer, body: JSON.stringify(body) };
      }
      if (path === '/rest/api/3/status')
        return {
          ...answer,
          headers: {
            ...answer.headers,
            'ratelimit-policy': '"new-app-quota";q=100;w=3600',
            'x-ratelimit-flavour': 'Ada’s'.replace('’', '?'),
            'x-ratelimit-limit': '77',
          },
        };
      return answer;
    });
    const { code, out, file } = await run(site.url);
    await site.close();

    expect(code).toBe(1);
    for (const line of [
      /GET \/rest\/api\/3\/myself +field timeZone +expected string, +found nothing/,
      /GET \/rest\/api\/3\/myself +field Ada Lovelace +expected nothing, +found object/,
      /GET \/rest\/api\/3\/project\/\{projectKey\}\/versions +status +expected 200, +found 403/,
      /GET \/wiki\/api\/v2\/spaces +field results\[\]\.id +expected string, +found number/,
      /GET \/rest\/api\/3\/status +header x-ratelimit-flavour +expected not sent, +found a value not shown/,
      /GET \/rest\/api\/3\/status +policy name +expected .* found new-app-quota/,
      /GET \/rest\/api\/3\/status +burst bucket +expected \d+, +found 77/,
    ])
      expect(out).toMatch(line);
    expect(file).toContain('"what": "field (unknown)"');
    expect(file).toContain('"ratelimit-policy": "\\"new-app-quota\\";q=100;w=3600"');
    expect(file).not.toMatch(/Ada|secret/);
  });

  it('that runs dry is asked no more, and what was learned is kept', async () => {
    const site = await siteWith((_path, answer, count) =>
      count < 6 ? answer : { status: 429, headers: { 'retry-after': '30' }, body: '{}' },
    );
    const { err, file } = await run(site.url);
    await site.close();

    expect(site.requests).toHaveLength(6);
    expect(err).toBe(
      'The site said 429, retry after 30 s: no more was asked; what was learned so far is kept.\n',
    );
    const { reads: written } = JSON.parse(file) as Redacted;
    expect(written.filter(({ status }) => status !== null)).toHaveLength(6);
  });
});

describe('what cannot be begun', () => {
  it.each([
    ['a token that is refused', () => ({ status: 401, headers: {}, body: '{}' }), 'refuses the token (401)'],
    [
      'an address of something else',
      () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' }),
      'is no Jira',
    ],
    [
      'an address that moved',
      () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }),
      'sends callers on to another address',
    ],
  ])('%s is told in words, after one request, and no file is written', async (_name, answer, said) => {
    const site = await siteWith(answer);
    const { code, err, file } = await run(site.url);
    await site.close();

    expect([code, site.requests.length, file]).toEqual([2, 1, '']);
    expect(err).toContain(said);
    expect(err).not.toContain(secret);
  });

  it.each([
    [['--site', 'http://example.com'], {}, '--site "http://example.com" is no https address'],
    [['--site', 'https://me:pass@example.com'], {}, '--site has credentials in it'],
    [['--all'], {}, 'there is no option "--all"'],
    [[], { env: {} }, 'have to be set'],
    [[], {}, 'nobody can be asked here; --yes begins without a question'],
  ])('%p is refused with a reason', async (args, change, said) => {
    const { code, err } = await run('http://127.0.0.1:9', change, args);

    expect(code).toBe(2);
    expect(err).toContain(said);
  });

  it('an address where nobody listens is told in words', async () => {
    const { code, err } = await run('http://127.0.0.1:9');

    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/^points-gauge verify: http:\/\/127\.0\.0\.1:9 does not answer \(/),
    ]);
  });

  it('a question that is answered with no begins nothing', async () => {
    const site = await siteWith((_path, answer) => answer);
    const { code, file } = await run(site.url, { ask: () => Promise.resolve(false) }, []);
    await site.close();

    expect([code, file, site.requests]).toEqual([0, '', []]);
  });

  it('a token is read from a file as well', async () => {
    const tokenFile = join(mkdtempSync(join(tmpdir(), 'token-')), 'token');
    writeFileSync(tokenFile, `${secret}\n`);
    const seen: string[] = [];
    const server = createServer((message, response) => {
      seen.push(message.headers.authorization ?? '');
      response.writeHead(401).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    await run(url, { env: { POINTS_GAUGE_VERIFY_EMAIL: 'a@b.c' } }, ['--yes', '--token-file', tokenFile]);
    server.close();

    expect(seen.map((value) => Buffer.from(value.slice(6), 'base64').toString())).toEqual([
      `a@b.c:${secret}`,
    ]);
  });
});

test('Nothing that could write is ever sent.', () => {
  for (const { method, path } of reads) {
    expect(() => {
      assertHarmless(method, path);
    }).not.toThrow();
  }
  for (const [method, path] of [
    ['PUT', '/rest/api/3/issue/A-1'],
    ['DELETE', '/rest/api/3/issue/A-1'],
    ['POST', '/rest/api/3/issue'],
    ['PATCH', '/rest/api/3/search/jql'],
  ] as const)
    expect(() => {
      assertHarmless(method, path);
    }).toThrow('is not sent');
});

test('No text, number or name of an answer gets into the file, whatever the answer is.', () => {
  // Marked, so that each can be looked for: a letter that no field name, type or header of ours has.
  const marked = fc.string({ minLength: 1, maxLength: 12 }).map((text) => `þ${text}`);
  const value = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      marked,
      fc.integer({ min: 900_000_000 }),
      fc.constant(null),
      fc.boolean(),
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(marked, fc.constantFrom('issues', 'fields', 'accountId')), tie('json'), {
        maxKeys: 5,
      }),
    ),
  })).json;
  const header = fc.record({
    name: fc.constantFrom(
      'ratelimit',
      'ratelimit-policy',
      'x-ratelimit-limit',
      'retry-after',
      'x-request-owner',
      'ratelimit-reason',
    ),
    value: marked,
  });
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 6 }),
      fc.array(header, { maxLength: 4 }),
      (bodies, sent) => {
        const real = bodies.map((body, index) => ({
          read: reads[index]!,
          answer: {
            status: 200,
            headers: new Map(sent.map((one) => [one.name, one.value])),
            body,
            receivedAtMs: 0,
          },
        }));
        const emulated = real.map(({ read }) => ({
          read,
          answer: {
            status: 200,
            headers: new Map<string, string>(),
            body: { issues: [{ fields: {} }] },
            receivedAtMs: 0,
          },
        }));
        const text = JSON.stringify(redacted(compare(real, emulated)));
        expect(text).not.toContain('þ');
        expect(text).not.toMatch(/9\d{8}/);
      },
    ),
    { numRuns: 300 },
  );
});

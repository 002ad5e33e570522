import { read } from '../../cli/read';
import { mostPasteBytes } from '../../cli/decode-paste';

async function run(input: string | AsyncIterable<unknown>, ...args: string[]) {
  let out = '';
  let err = '';
  const pieces = typeof input === 'string' ? piecesOf(input) : input;
  const exit = await read(
    args,
    pieces,
    { write: (text: string) => (out += text) },
    { write: (text: string) => (err += text) },
  );
  return { exit, out, err };
}

async function* piecesOf(text: string): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(text));
}

const entry = (second: number, status: number, headers: Record<string, string>, url: string) => ({
  startedDateTime: `2026-11-20T10:20:${second}.000Z`,
  time: 500,
  request: { method: 'GET', url, headers: [] },
  response: { status, headers: Object.entries(headers).map(([name, value]) => ({ name, value })) },
});

describe('points-gauge read', () => {
  test('of a HAR file shows the responses that say something about a limit, and leaves query values out', async () => {
    const entries = [
      entry(10, 200, { 'content-type': 'text/html' }, 'https://x.atlassian.net/page'),
      entry(
        20,
        200,
        { 'x-ratelimit-limit': '350', 'x-ratelimit-remaining': '9' },
        'https://x.atlassian.net/a?jwt=secret',
      ),
      entry(
        30,
        429,
        { 'retry-after': '5', 'ratelimit-reason': 'jira-burst-based' },
        'https://x.atlassian.net/b',
      ),
    ];
    const { exit, out } = await run(JSON.stringify({ log: { entries } }));
    expect(exit).toBe(0);
    expect(out.split('\n')).toEqual([
      'Read as a HAR file: 3 responses, 2 with something about a limit, 1 refused.',
      '',
      'Response 2 of 3, GET https://x.atlassian.net/a, status 200, of 2026-11-20T10:20:20.500Z by the file:',
      'A limit: 350. 9 left.',
      '',
      'Response 3 of 3, GET https://x.atlassian.net/b, status 429, of 2026-11-20T10:20:30.500Z by the file:',
      'Refused: too many requests to this endpoint in a second ("jira-burst-based"). Try again at 2026-11-20T10:20:35.500Z, in 5 s. It counts one endpoint and method on this site, for all apps and tokens together: slow down that endpoint only.',
      '',
    ]);
  });

  test('takes no file name, and says how to hand it a file', async () => {
    expect(await run('', 'response.txt')).toEqual({
      exit: 2,
      out: '',
      err: 'points-gauge read: it reads standard input and takes no file name; write: points-gauge read < response.txt\n',
    });
  });

  test('does not call a limit near of which nothing is left', async () => {
    const near = (left: number) =>
      `HTTP/1.1 200 OK\nX-RateLimit-Limit: 350\nX-RateLimit-Remaining: ${left}\nX-RateLimit-NearLimit: true\n`;
    expect((await run(near(12))).out).toContain('Near the limit');
    expect((await run(near(0))).out).not.toContain('Near the limit');
  });

  test('of a long HAR file shows ten, the refusals among them, and says how many more there are', async () => {
    const served = Array.from({ length: 20 }, () =>
      entry(10, 200, { 'x-ratelimit-remaining': '9' }, 'https://x/a'),
    );
    const har = JSON.stringify({ log: { entries: [...served, entry(30, 429, {}, 'https://x/b')] } });
    const { out } = await run(har);
    expect(out.match(/^Response /gm)).toHaveLength(10);
    expect(out).toContain('Response 21 of 21, GET https://x/b, status 429');
    expect(out).toContain('\n11 more are not shown.\n');
  });

  test('counts from the Date of a response that was pasted long after it came', async () => {
    const paste =
      'HTTP/1.1 429 X\nDate: Fri, 20 Nov 2020 10:20:30 GMT\nX-RateLimit-Reset: 2020-11-20T11:00Z\n';
    const { out } = await run(paste, '--product', 'jira');
    expect(out.split('\n').slice(0, 2)).toEqual([
      'Read as HTTP headers, status 429, of 2020-11-20T10:20:30Z by its own Date.',
      'Refused: a limit that the response does not explain. Try again at 2020-11-20T11:00:00Z, in 39 min 30 s. Wait until then, try once, and wait longer after each further refusal.',
    ]);
  });

  test('with --at holds the Date of the response against it', async () => {
    const paste = 'HTTP/1.1 429 X\nDate: Fri, 20 Nov 2026 10:29:30 GMT\nRetry-After: 5\n';
    const { out } = await run(paste, '--at', '2026-11-20T10:20:30Z');
    expect(out).toContain('the clock of the caller is 9 minutes slow');
    expect(out).toContain('Try again at 2026-11-20T10:20:35Z, in 5 s.');
  });

  test('prints nothing that a terminal obeys, as words or as JSON', async () => {
    const evil = '\u001b]0;title\u0007\u001b[2J\u009b31m\u202e';
    const paste = JSON.stringify({
      status: 429,
      headers: { 'ratelimit-reason': evil, 'retry-after': `5${evil}x` },
    });
    for (const more of [[], ['--json']]) {
      const { exit, out, err } = await run(paste, ...more);
      expect(exit).toBe(0);
      expect((out + err).replaceAll('\n', '')).not.toMatch(
        /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u,
      );
    }
    const option = await run('HTTP/1.1 200 OK\n', '--product', `${evil}x`);
    expect(option.err).not.toContain('\u001b');
  });

  test('with --json gives the last of several responses, and all of them beside it', async () => {
    const paste = 'HTTP/1.1 200 OK\nX-RateLimit-Remaining: 1\n\nok\n\nHTTP/1.1 429 X\nRetry-After: 5\n';
    const { out } = await run(paste, '--json', '--at', '2026-11-20T10:20:30Z');
    expect(JSON.parse(out)).toMatchObject({
      throttle: { reason: 'other' },
      form: 'http',
      responses: [
        { status: 200, receivedAt: '2026-11-20T10:20:30.000Z', limits: { buckets: [{ remaining: 1 }] } },
        { status: 429, limits: { throttle: { retryAtMs: Date.UTC(2026, 10, 20, 10, 20, 35) } } },
      ],
    });
  });

  test('stops at an input that is too long, and says what to do', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'x');
    let read = 0;
    const endless = (async function* () {
      for (;;) {
        read += piece.length;
        yield await Promise.resolve(piece);
      }
    })();
    const { exit, err } = await run(endless);
    expect(exit).toBe(2);
    expect(err).toContain('the input is longer than 64 MB');
    expect(read).toBeLessThanOrEqual(mostPasteBytes + piece.length);
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, fetch as undiciFetch } from 'undici';
import { createBridgeLane } from '../bridge-client/call-reporter';
import { atlassianPace, type PacedClient } from './atlassian-pace';
import { backlogPace } from './backlog-pace';
import { oneStackPace } from './one-stack-pace';
import { pacedFetch } from './paced-fetch';
import { reportsOf, wayOf } from '../../test/calls/reports';

/** A server that answers by a list, and then 200; what came in is kept. */
class Answers {
  readonly bodies: string[] = [];
  private readonly server: Server;

  constructor(
    private readonly answers: { status: number; headers?: Record<string, string>; body?: string }[],
  ) {
    this.server = createServer((message, response) => {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      message.on('end', () => {
        this.bodies.push(Buffer.concat(chunks).toString());
        const { status, headers = {}, body = '{}' } = this.answers.shift() ?? { status: 200 };
        response.writeHead(status, headers).end(body);
      });
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

const attachments = '/rest/api/3/issue/A-1/attachments';
const client: PacedClient = { product: 'jira', route: 'oauth.3lo', work: 'background' };
/** Waits are not waited for, but seen. */
const noWait = () => {
  const waitsMs: number[] = [];
  const sleep = (milliseconds: number): Promise<void> => {
    waitsMs.push(milliseconds);
    return Promise.resolve();
  };
  return { waitsMs, sleep };
};

async function sent(
  answers: ConstructorParameters<typeof Answers>[0],
  init: RequestInit & { duplex?: 'half' },
  more: Partial<PacedClient> = {},
): Promise<{ statuses: number[]; bodies: string[]; waitsMs: number[] }> {
  const server = new Answers(answers);
  const url = await server.open();
  // Its clock goes on by what was waited, so that no closure lasts.
  let nowMs = Date.UTC(2026, 9, 9, 16, 10);
  const waitsMs: number[] = [];
  const sleep = (milliseconds: number): Promise<void> => {
    waitsMs.push(milliseconds);
    nowMs += milliseconds;
    return Promise.resolve();
  };
  const pace = atlassianPace({ nowMs: () => nowMs, sleep, chance: () => 0 });
  const jira = pace.fetch((input: string, given?: RequestInit) => fetch(input, given), {
    ...client,
    ...more,
  });
  const { status } = await jira(`${url}${attachments}`, { method: 'POST', ...init });
  server.close();
  return { statuses: [status], bodies: server.bodies, waitsMs };
}

const refused = { status: 429, headers: { 'retry-after': '1' } };

/** Gives up while it waits: the reason arrives although the wait would last for minutes, and nothing more is sent. */
async function givesUp(
  call: (signal: AbortSignal) => Promise<unknown>,
  isWaiting: () => boolean,
): Promise<void> {
  const controller = new AbortController();
  const outcome = call(controller.signal).catch((error: unknown) => error);
  while (!isWaiting()) await wait(2);
  const reason = new Error('the page was left');
  controller.abort(reason);
  expect(await outcome).toBe(reason);
}

/** A sleep that ends only with its signal, as a timer of minutes does, and has no timer left then. */
const asleep = () => {
  let sleepers = 0;
  const sleep = (_milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((_resolve, reject) => {
      sleepers += 1;
      signal?.addEventListener('abort', () => {
        sleepers -= 1;
        reject(new Error('the timer was stopped'));
      });
    });
  return { sleep, sleepers: () => sleepers };
};

const refuses = () => {
  let calls = 0;
  const send: (url: string, init?: RequestInit) => Promise<Response> = () => {
    calls += 1;
    const headers = { 'retry-after': '300', 'ratelimit-reason': 'jira-burst-based' };
    return Promise.resolve(new Response('{}', { status: 429, headers }));
  };
  return { send, calls: () => calls };
};

const ways: Record<string, () => Promise<void>> = {
  abortInLine: async () => {
    const { sleep, sleepers } = asleep();
    const { send, calls } = refuses();
    const jira = atlassianPace({ sleep }).fetch(send, client);
    expect((await jira('https://a.example/rest/api/3/issue', { method: 'POST' })).status).toBe(429);
    await givesUp(
      (signal) => jira('https://a.example/rest/api/3/issue', { method: 'POST', signal }),
      () => sleepers() === 1,
    );
    expect([calls(), sleepers()]).toEqual([1, 0]);
  },
  abortBetweenTries: async () => {
    const { sleep, sleepers } = asleep();
    const { send, calls } = refuses();
    const jira = atlassianPace({ sleep }).fetch(send, client);
    await givesUp(
      (signal) => jira('https://a.example/rest/api/3/myself', { signal }),
      () => sleepers() === 1,
    );
    expect([calls(), sleepers()]).toEqual([1, 0]);
  },
  abortBacklog: async () => {
    const { sleep, sleepers } = asleep();
    const { send } = refuses();
    const pace = backlogPace({ sleep });
    const backlog = pacedFetch(send, pace);
    await givesUp(
      (signal) => backlog('https://a.backlog.com/api/v2/issues', { signal }),
      () => sleepers() === 1,
    );
    // Whoever stood behind it in line has its turn: an icon has a limit of its own.
    const end = await pace.turn('GET', 'https://a.backlog.com/api/v2/users/1/icon');
    end(null);
  },
  abortOneStack: async () => {
    const { sleep, sleepers } = asleep();
    const { send } = refuses();
    const stack = pacedFetch(send, oneStackPace({ sleep }));
    await givesUp(
      (signal) => stack('https://a.example/api/items', { signal }),
      () => sleepers() === 1,
    );
  },
  formDataAgain: async () => {
    const body = new FormData();
    body.append('file', new Blob(['the file itself']), 'notes.txt');
    const { statuses, bodies } = await sent([refused], { body }, { isSafe: true });
    expect([statuses, bodies.map((one) => one.includes('the file itself'))]).toEqual([[200], [true, true]]);
  },
  blobAgain: async () => {
    const { bodies } = await sent([refused], { body: new Blob(['the file itself']) }, { isSafe: true });
    expect(bodies).toEqual(['the file itself', 'the file itself']);
  },
  streamOnce: async () => {
    const body = Readable.toWeb(Readable.from(['the file itself'])) as ReadableStream;
    const { statuses, bodies } = await sent([refused], { body, duplex: 'half' }, { isSafe: true });
    expect([statuses, bodies]).toEqual([[429], ['the file itself']]);
  },
  postRefused: async () => {
    const busy = { status: 503, headers: { 'retry-after': '1' } };
    const choice = { resendsRefused: true };
    const outcomes = [
      await sent([refused], { body: '{}' }),
      await sent([refused], { body: '{}' }, choice),
      await sent([busy], { body: '{}' }, choice),
    ];
    expect(outcomes.map(({ statuses, bodies }) => [statuses[0], bodies.length])).toEqual([
      [429, 1],
      [200, 2],
      [503, 1],
    ]);
  },
  refusedBody: async () => {
    const body = 'x'.repeat(200_000);
    const server = new Answers([1, 2, 3].map(() => ({ status: 429, headers: { 'retry-after': '1' }, body })));
    const url = await server.open();
    const dispatcher = new Agent({ connections: 1 });
    const { sleep } = noWait();
    let nowMs = 0;
    const pace = atlassianPace({ nowMs: () => (nowMs += 5_000), sleep, chance: () => 0 });
    const jira = pace.fetch((input: string) => undiciFetch(input, { dispatcher }), client);
    const answer = jira(`${url}/rest/api/3/myself`).then(({ status }) => status);
    const stuck = wait(4_000, 'stuck', { ref: false });
    try {
      expect(await Promise.race([answer, stuck])).toBe(200);
    } finally {
      // Also where it stands still, so that nothing is left open.
      answer.catch(() => undefined);
      await dispatcher.destroy();
      server.close();
    }
  },
  storm: async () => {
    const storm = Array.from({ length: 9 }, () => ({ status: 429, headers: { 'retry-after': '0' } }));
    const { statuses, bodies, waitsMs } = await sent(storm, { method: 'PUT', body: '{}' });
    expect([statuses, bodies.length]).toEqual([[429], 5]);
    expect(Math.min(...waitsMs)).toBeGreaterThanOrEqual(1_000);
  },
};

describe('a call that waits, or is sent again', () => {
  it.each(reportsOf('pace'))('%s', async (_what, report) => {
    await wayOf(ways, report)();
  });

  it('is not begun where the caller has given up already', async () => {
    const { send, calls } = refuses();
    const jira = atlassianPace().fetch(send, client);
    const given = jira('https://a.example/rest/api/3/myself', { signal: AbortSignal.abort() });
    await expect(given).rejects.toMatchObject({ name: 'AbortError' });
    expect(calls()).toBe(0);
  });
});

describe('the bridge', () => {
  it.each(reportsOf('bridge'))('%s', async () => {
    const sentCalls: unknown[] = [];
    const answers = [
      { status: 200, headers: { 'X-RateLimit-Limit': '350' } },
      { status: 204 },
      { status: 200, headers: null },
    ];
    const request = (): Promise<{ status: number; headers: never }> =>
      Promise.resolve(answers.shift() as { status: number; headers: never });
    const lane = createBridgeLane({
      ...{ requestJira: request, requestConfluence: request, nowMs: () => 0, later: () => undefined },
      send: (batch) => Promise.resolve(sentCalls.push(...batch.calls)),
    });
    for (const status of [200, 204, 200])
      expect((await lane.requestJira('/rest/api/3/myself')).status).toBe(status);
    await lane.flush();
    expect(sentCalls).toMatchObject([
      { status: 200, headers: { 'x-ratelimit-limit': '350' } },
      { status: 204, headers: {} },
      { status: 200, headers: {} },
    ]);
  });
});

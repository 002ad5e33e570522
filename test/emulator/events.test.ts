import { ask, handlersLeftOut, site, startMs, startTinyApp, type TinyApp } from './tiny-app';

const queueApp = `
import { Queue, InvocationError } from '@forge/events';
import { webTrigger } from '@forge/api';
const queue = new Queue({ key: 'work' });
const seen = [];
const deliveries = [];
const functions = {
  push: (payload) => queue.push(payload.events),
  pushElsewhere: () => new Queue({ key: 'nowhere' }).push({ body: {} }).catch((error) => error.message),
  stats: (payload) => queue.getJob(payload.jobId).getStats(),
  seen: () => seen,
  deliveries: () => ({ deliveries }),
  urls: () => webTrigger.getUrl('dynamic'),
};
export const resolver = async ({ call }) => functions[call.functionKey](call.payload);
export const consume = async (event) => {
  seen.push({ body: event.body, queueName: event.queueName, retry: event.retryContext?.retryCount ?? 0 });
  deliveries.push({ atMs: Date.now(), leftMs: event.retryContext?.retentionWindow.remainingTimeMs });
  if (event.body.never) await new Promise(() => {});
  if (event.body.fails) throw new Error('broken event');
  if (event.body.retries > (event.retryContext?.retryCount ?? 0)) return new InvocationError({ retryAfter: event.body.after ?? 60 });
};
export const hourly = async () => { seen.push('hourly ' + new Date().toISOString()); };
export const lifecycle = async (event) => { seen.push(event.eventType); };
export const web = async (request) => {
  if (request.queryParameters.key?.[0] === 'static') return { outputKey: 'taken' };
  return { statusCode: 201, headers: { 'x-seen': [request.headers['x-sent'][0]] }, body: request.method + request.body };
};
`;

/** Which delivery of its event each run of the consumer was. */
async function retriesOf(app: TinyApp, installationId: string): Promise<number[]> {
  const seen = (await ask(app, installationId, 'seen')) as (string | { retry: number })[];
  return seen.flatMap((entry) => (typeof entry === 'string' ? [] : [entry.retry]));
}

describe('an async event', () => {
  it('reaches the consumer at the next tick and counts as done', async () => {
    const app = startTinyApp(queueApp);
    const { id } = await app.forge.install(site);

    const { jobId } = (await ask(app, id, 'push', { events: [{ body: { n: 1 } }] })) as { jobId: string };
    await expect(ask(app, id, 'stats', { jobId })).resolves.toEqual({ success: 0, inProgress: 1, failed: 0 });
    await app.forge.tick();

    await expect(ask(app, id, 'seen')).resolves.toEqual([
      'avi:forge:installed:app',
      { body: { n: 1 }, queueName: 'work', retry: 0 },
    ]);
    await expect(ask(app, id, 'stats', { jobId })).resolves.toEqual({ success: 1, inProgress: 0, failed: 0 });
  });

  it('waits for its delay by the clock', async () => {
    const app = startTinyApp(queueApp);
    const { id } = await app.forge.install(site);
    await ask(app, id, 'push', { events: [{ body: {}, delayInSeconds: 30 }] });

    app.clock.advance(29_999);
    await app.forge.tick();
    expect(app.forge.waitingEvents).toBe(1);
    app.clock.advance(1);
    await app.forge.tick();
    expect(app.forge.waitingEvents).toBe(0);
  });

  it('comes again when the consumer asks for it, after the time that it asks for', async () => {
    const app = startTinyApp(queueApp);
    const { id } = await app.forge.install(site);
    const { jobId } = (await ask(app, id, 'push', { events: [{ body: { retries: 6 } }] })) as {
      jobId: string;
    };

    for (let minute = 0; minute < 10; minute += 1) {
      await app.forge.tick();
      app.clock.advance(59_999);
      await app.forge.tick();
      app.clock.advance(1);
    }

    await expect(retriesOf(app, id)).resolves.toEqual([0, 1, 2, 3, 4, 5, 6]);
    await expect(ask(app, id, 'stats', { jobId })).resolves.toEqual({ success: 1, inProgress: 0, failed: 0 });
  });

  it('comes again after a quarter of an hour at most, whatever the consumer asks for', async () => {
    const app = startTinyApp(queueApp);
    const { id } = await app.forge.install(site);
    await ask(app, id, 'push', { events: [{ body: { retries: 1, after: 7200 } }] });
    await app.forge.tick();

    app.clock.advance(899_999);
    await app.forge.tick();
    await expect(retriesOf(app, id)).resolves.toEqual([0]);
    app.clock.advance(1);
    await app.forge.tick();
    await expect(retriesOf(app, id)).resolves.toEqual([0, 1]);
  });

  it('comes again when the consumer throws, after pauses that grow to a quarter of an hour, for 24 hours', async () => {
    const app = startTinyApp(queueApp);
    const { id } = await app.forge.install(site);
    const { jobId } = (await ask(app, id, 'push', { events: [{ body: { fails: true } }] })) as {
      jobId: string;
    };

    for (let second = 0; second < 25 * 3600; second += 10) {
      await app.forge.tick();
      app.clock.advance(10_000);
    }

    const { deliveries } = (await ask(app, id, 'deliveries')) as {
      deliveries: { atMs: number; leftMs?: number }[];
    };
    const pauses = deliveries
      .slice(1)
      .map(({ atMs }, index) => (atMs - (deliveries[index]?.atMs ?? 0)) / 1000);
    expect(pauses.slice(0, 9)).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900]);
    expect(new Set(pauses.slice(7))).toEqual(new Set([900]));
    const lastMs = deliveries.at(-1)?.atMs ?? 0;
    expect(lastMs - startMs).toBeLessThan(24 * 3_600_000);
    expect(lastMs - startMs).toBeGreaterThan(23.7 * 3_600_000);
    expect(deliveries[1]?.leftMs).toBe(24 * 3_600_000 - 10_000);
    expect(app.forge.waitingEvents).toBe(0);
    await expect(ask(app, id, 'stats', { jobId })).resolves.toEqual({ success: 0, inProgress: 0, failed: 1 });
    expect(app.logs.map(({ message }) => message).at(0)).toMatch(
      /^thrown in consume \([0-9a-f-]{36}\): broken event$/,
    );
    expect(app.logs.map(({ message }) => message).at(-1)).toBe(
      'an event of the queue work was dropped: its 24 hours are over',
    );
  });

  it('may come twice, where the platform does', async () => {
    const app = startTinyApp(queueApp, { deliverTwice: () => true });
    const { id } = await app.forge.install(site);
    await ask(app, id, 'push', { events: [{ body: { n: 1 } }] });

    await app.forge.tick();

    await expect(ask(app, id, 'seen')).resolves.toHaveLength(3);
  });

  it('is refused for a queue without a consumer', async () => {
    const app = startTinyApp(queueApp);
    const { id } = await app.forge.install(site);

    await expect(ask(app, id, 'pushElsewhere')).resolves.toContain(
      'The manifest has no consumer for the queue "nowhere".',
    );
  });
});

describe('a function past its time', () => {
  it('is answered with an error after 25 seconds for a resolver, and its process is replaced', async () => {
    const app = startTinyApp(`
      import { getAppContext } from '@forge/api';
      export const resolver = async ({ call }) => {
        if (call.functionKey === 'remaining') return getAppContext().invocationRemainingTimeInMillis();
        await new Promise(() => {});
      };
      ${handlersLeftOut}
    `);
    const { id } = await app.forge.install(site);
    const [before] = app.forge.isolates.ids;
    await expect(ask(app, id, 'remaining')).resolves.toBe(25_000);

    const answer = ask(app, id, 'hang');
    app.clock.advance(24_999);
    await app.forge.tick();
    app.clock.advance(1);
    await app.forge.tick();

    await expect(answer).rejects.toThrow('The function did not end within 25 s.');
    expect(app.forge.isolates.ids).not.toContain(before);
    await expect(ask(app, id, 'remaining')).resolves.toBe(25_000);
  });

  it('may take the seconds that the manifest gives a scheduled function', async () => {
    const app = startTinyApp(`
      export const resolver = async () => {};
      export const consume = async () => {};
      export const lifecycle = async () => {};
      export const web = async () => {};
      export const hourly = () => new Promise(() => {});
    `);
    const { id } = await app.forge.install(site);

    const run = app.forge.runScheduled(id, 'hourly');
    app.clock.advance(120_000);
    // Not awaited: the schedule's own run is due as well, and hangs too.
    void app.forge.tick();

    await expect(run).resolves.toMatchObject({
      ok: false,
      failure: { kind: 'timeout', message: 'The function did not end within 120 s.' },
    });
  });
});

describe('a schedule', () => {
  it('runs once an hour, and does not make up for hours that nobody was there', async () => {
    const app = startTinyApp(queueApp);
    const { id } = await app.forge.install(site);

    for (const minutes of [1, 59, 1, 60, 600]) {
      app.clock.advance(minutes * 60_000);
      await app.forge.tick();
    }

    expect(((await ask(app, id, 'seen')) as string[]).slice(1)).toEqual([
      'hourly 2026-10-05T09:01:00.000Z',
      'hourly 2026-10-05T10:01:00.000Z',
      'hourly 2026-10-05T11:01:00.000Z',
      'hourly 2026-10-05T21:01:00.000Z',
    ]);
  });
});

describe('an installation', () => {
  it('takes its data with it when it goes, and comes back under another id', async () => {
    const app = startTinyApp(`
      import { kvs } from '@forge/kvs';
      export const resolver = async ({ call }) =>
        call.functionKey === 'write' ? kvs.set('name', 'here') : ((await kvs.get('name')) ?? 'nothing');
      ${handlersLeftOut}
    `);
    const first = await app.forge.install(site);
    await ask(app, first.id, 'write');

    app.forge.uninstall(first.id);
    const second = await app.forge.install(site);

    expect(second.id).not.toBe(first.id);
    expect(app.storage.dump(first.id)).toEqual([]);
    await expect(ask(app, second.id, 'read')).resolves.toBe('nothing');
    await expect(ask(app, first.id, 'read')).rejects.toThrow(`No installation ${first.id}.`);
  });
});

describe('a web trigger', () => {
  const request = {
    method: 'POST',
    path: '/x1/abc',
    userPath: '',
    headers: { 'x-sent': ['a'] },
    queryParameters: {},
    body: '!',
  };

  it('has an address that leads to its function, and answers what that returns', async () => {
    const app = startTinyApp(queueApp, { webTriggerBaseUrl: () => 'http://localhost:4455' });
    const { id } = await app.forge.install(site);
    const url = (await ask(app, id, 'urls')) as string;

    expect(url).toMatch(/^http:\/\/localhost:4455\/x1\/[\w-]{32}$/);
    await expect(app.forge.webTrigger(url.split('/').at(-1) ?? '', request)).resolves.toEqual({
      status: 201,
      headers: [['x-seen', 'a']],
      body: 'POST!',
    });
    await expect(app.forge.webTrigger('unknown', request)).resolves.toBeNull();
  });
});

it('starts at the time of the tests', () => {
  expect(new Date(startMs).toISOString()).toBe('2026-10-05T09:00:00.000Z');
});

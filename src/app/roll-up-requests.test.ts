import { RollUpRequests } from './roll-up-requests';
import { within } from './within';
import { inInstallation, supplyForgeGlobals, type PlatformCall } from '../../test/support/forge-globals';

const minute = 60_000;
let pushed: PlatformCall[];

beforeEach(() => {
  pushed = [];
  supplyForgeGlobals((call) => {
    pushed.push(call);
    return new Response('{}', { status: 201 });
  });
});

async function ask(
  requests: RollUpRequests,
  installationId: string,
  nowMs: number,
  chance = 0,
): Promise<void> {
  await inInstallation(installationId, () => requests.ask(installationId, nowMs, chance));
}

describe('asking for a roll-up', () => {
  it('goes through an event a minute later, one at a time', async () => {
    await ask(new RollUpRequests(), 'site-a', 0);
    const body = JSON.parse(pushed[0]?.init?.body ?? '') as { queueName: string; payload: unknown };
    expect(pushed[0]?.path).toContain('/webhook/queue/publish/');
    expect(body).toMatchObject({
      queueName: 'pg-rollup',
      payload: [{ delayInSeconds: 60, concurrency: { key: 'pg-rollup', limit: 1 } }],
    });
  });

  it('happens once in five minutes for an installation, whatever another does', async () => {
    const requests = new RollUpRequests();
    await ask(requests, 'site-a', 0);
    await ask(requests, 'site-a', 5 * minute - 1);
    await ask(requests, 'site-b', 1);
    expect(pushed).toHaveLength(2);
    await ask(requests, 'site-a', 5 * minute);
    expect(pushed).toHaveLength(3);
  });

  it('happens for one stored record in two hundred, since processes know nothing of one another', async () => {
    for (let i = 0; i < 200; i += 1) await ask(new RollUpRequests(), `site-${i}`, 0, i / 200);
    expect(pushed).toHaveLength(1);
  });
});

describe('waiting within a bound', () => {
  it.each([
    ['a kept promise', Promise.resolve(1)],
    ['a broken promise', Promise.reject(new Error('broken'))],
    ['a promise that never ends', new Promise(() => undefined)],
  ])('ends without an error for %s', async (_name, promise) => {
    await expect(within([promise], 5)).resolves.toBeUndefined();
  });

  it('is for all of the work, also where one part fails at once', async () => {
    let isStored = false;
    const slow = new Promise((resolve) => setTimeout(resolve, 20)).then(() => {
      isStored = true;
    });

    await within([Promise.reject(new Error('broken')), slow], 10_000);

    expect(isStored).toBe(true);
  });
});

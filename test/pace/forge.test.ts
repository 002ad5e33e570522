import type { CloudResponse } from '../../emulator/cloud/exchange';
import { handlersLeftOut, site, startMs, startTinyApp, type TinyApp } from '../emulator/tiny-app';

/** An app whose page and queue make one call each, with the pace that the gauge gives them. */
const source = `
import { route } from '@forge/api';
import { Queue } from '@forge/events';
import { createGauge, requeued, TryLaterError } from './src/forge';
const gauge = createGauge();
const paced = gauge.paced({ budgets: { componentPoints: { small: 2 } }, spreadMs: 0 });
async function read(api) {
  try {
    return (await api.asApp().requestJira(route\`/rest/api/3/issue/ABC-1\`)).status;
  } catch (error) {
    if (!(error instanceof TryLaterError)) throw error;
    return error.reason + ' until ' + new Date(error.retryAtMs).toISOString();
  }
}
const functions = {
  read: () => read(paced),
  inBackground: () => read(paced.with({ work: 'background' })),
  small: () => read(paced.with({ component: 'small' })),
  unpaced: () => read(gauge),
  push: () => new Queue({ key: 'work' }).push({ body: {} }),
};
export const resolver = gauge.withGauge('person', ({ call }) => functions[call.functionKey]());
export const consume = requeued(
  gauge.withGauge('event', async () => {
    console.log('delivered ' + new Date().toISOString());
    await paced.asApp().requestJira(route\`/rest/api/3/issue/ABC-1\`);
    console.log('done');
  }),
);
${handlersLeftOut.replace(/export const consume.*\n/, '')}`;

const served: CloudResponse = {
  status: 200,
  headers: [['ratelimit-policy', '"global-app-quota";q=1000;w=3600']],
  body: '{}',
};
const refused: CloudResponse = {
  status: 429,
  headers: [
    ['ratelimit-reason', 'jira-quota-global-based'],
    ['retry-after', '3600'],
  ],
  body: '{}',
};

const minuteMs = 60_000;
let app: TinyApp;
let installationId: string;
/** What reached the product, by second of the clock. */
let productCalls: number[];
/** Storage calls on the value that the processes share. */
let shared: string[];
let answers: CloudResponse[];

beforeEach(async () => {
  productCalls = [];
  shared = [];
  answers = [served];
  app = startTinyApp(source, {
    isolates: 2,
    cloud: {
      handle: () => {
        productCalls.push((app.clock.now() - startMs) / 1000);
        return (answers.length > 1 ? answers.shift() : answers[0]) ?? served;
      },
    },
  });
  const handle = app.storage.handle.bind(app.storage);
  app.storage.handle = (id, path, body) => {
    if (body.includes('pg:pace')) shared.push(path);
    return handle(id, path, body);
  };
  installationId = (await app.forge.install(site)).id;
});

async function ask(functionKey: string, isolateId = 1): Promise<unknown> {
  const call = { installationId, moduleKey: 'admin', functionKey, payload: {}, accountId: 'ann', isolateId };
  const outcome = await app.forge.invokeResolver(call);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

describe('a paced client in Forge', () => {
  it('keeps all processes from calling in the background once one of them met an empty quota', async () => {
    answers = [refused, served];
    const notBefore = /^quota until 2026-10-05T10:00:/;
    expect(await ask('inBackground', 1)).toMatch(notBefore);
    expect(await ask('inBackground', 2)).toMatch(notBefore);
    expect(productCalls).toEqual([0]);
  });

  it('takes one read in ten seconds, and one write for what is closed', async () => {
    for (let n = 0; n < 5; n += 1) await ask('inBackground');
    app.clock.advance(10_000);
    await ask('inBackground');
    expect(shared).toEqual(['/api/v1/get', '/api/v1/get']);
    answers = [refused];
    await ask('inBackground');
    await ask('inBackground');
    expect(shared.slice(2)).toEqual(['/api/v1/set']);
  });

  it('knows a person by the function that was wrapped so, and keeps the reserve for them', async () => {
    const headers: [string, string][] = [...served.headers, ['ratelimit', '"global-app-quota";r=90;t=3600']];
    answers = [{ ...served, headers }];
    expect(await ask('read')).toBe(200);
    expect(await ask('inBackground')).toMatch(/^reserve until/);
    expect(await ask('read')).toBe(200);
  });

  it('keeps a budget for each component', async () => {
    expect(await ask('small')).toBe(200);
    expect(await ask('small')).toMatch(/^budget until/);
    expect(await ask('read')).toBe(200);
  });

  it('changes nothing for calls that were not asked to keep it', async () => {
    answers = [refused, served];
    await ask('inBackground');
    expect(await ask('unpaced')).toBe(200);
    expect(shared).toEqual(['/api/v1/get', '/api/v1/set']);
  });

  it('puts queued work off until it can be done, without a call in between', async () => {
    answers = [refused, served];
    await ask('push');
    for (let minutes = 0; minutes <= 61; minutes += 1) {
      await app.forge.tick();
      app.clock.advance(minuteMs);
    }
    expect(app.logs.map(({ message }) => message)).toEqual([
      'delivered 2026-10-05T09:00:00.000Z',
      'delivered 2026-10-05T09:15:00.000Z',
      'delivered 2026-10-05T09:30:00.000Z',
      'delivered 2026-10-05T09:45:00.000Z',
      expect.stringMatching(/^delivered 2026-10-05T10:0/),
      'done',
    ]);
    expect(productCalls).toHaveLength(2);
  });
});

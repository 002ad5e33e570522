/** Ways into an app beside its pages: queues, web triggers, and functions whose events this Forge does not make. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { site, startTinyApp } from './tiny-app';

const manifest = `
modules:
  macro:
    - { key: macro, title: Macro, resource: page, resolver: { function: resolver } }
  action:
    - { key: act, name: Act, function: act, actionVerb: GET, description: d, inputs: {} }
  consumer:
    - { key: plain, queue: plain, function: consume }
    - { key: through, queue: through, resolver: { function: resolver, method: take } }
  webtrigger:
    - { key: hook, function: hook }
  function:
    - { key: resolver, handler: index.resolver }
    - { key: act, handler: index.act }
    - { key: consume, handler: index.consume }
    - { key: hook, handler: index.hook }
resources:
  - { key: page, path: static/page }
app:
  id: ari:cloud:ecosystem::app/22222222-bbbb-4bbb-8bbb-222222222222
permissions:
  scopes: ['storage:app']
`;

const source = `
import Resolver from '@forge/resolver';
import { Queue } from '@forge/events';
const seen = [];
const resolver = new Resolver();
resolver.define('take', ({ payload, context }) => { seen.push({ took: payload, job: typeof context.jobId }); });
resolver.define('seen', () => seen);
resolver.define('push', () => new Queue({ key: 'through' }).push({ body: { from: 'app' } }));
const definitions = resolver.getDefinitions();
export { definitions as resolver };
export const consume = (event) => { seen.push({ consumed: event.body, queue: event.queueName }); };
export const act = (payload, request) => ({ ...payload, by: request.principal?.accountId ?? null });
export const hook = (request) => ({ statusCode: 201, headers: {}, body: request.method + ' ' + request.body });
`;

async function started() {
  const manifestFile = join(mkdtempSync(join(tmpdir(), 'ways-in-')), 'manifest.yml');
  writeFileSync(manifestFile, manifest);
  const app = startTinyApp(source, { manifestFile });
  const { id } = await app.forge.install(site);
  const ask = async (functionKey: string): Promise<unknown> => {
    const call = { installationId: id, moduleKey: 'macro', functionKey, payload: {}, accountId: null };
    const outcome = await app.forge.invokeResolver(call);
    if (!outcome.ok) throw new Error(outcome.failure.message);
    return outcome.value;
  };
  return { ...app, id, ask };
}

it('delivers to a consumer that names a resolver what a page would call, with the job', async () => {
  const { forge, ask } = await started();
  await ask('push');
  await forge.tick();
  await expect(ask('seen')).resolves.toEqual([{ took: { from: 'app' }, job: 'string' }]);
});

it('takes an event for a queue from outside, and refuses a queue that has no consumer', async () => {
  const { forge, id, ask } = await started();
  forge.pushEvent(id, 'plain', { n: 1 });
  expect(forge.waitingEvents).toBe(1);
  await forge.tick();
  await expect(ask('seen')).resolves.toEqual([{ consumed: { n: 1 }, queue: 'plain' }]);
  expect(() => {
    forge.pushEvent(id, 'nowhere', {});
  }).toThrow('no consumer for the queue "nowhere"');
});

it('runs any function with an event of the caller’s own, in a person’s name or nobody’s', async () => {
  const { forge, id } = await started();
  await expect(forge.runFunction(id, 'act', { issueKey: 'WEB-1' }, 'person-1')).resolves.toEqual({
    ok: true,
    value: { issueKey: 'WEB-1', by: 'person-1' },
  });
  await expect(forge.runFunction(id, 'act', {})).resolves.toEqual({ ok: true, value: { by: null } });
  await expect(forge.runFunction(id, 'missing', {})).rejects.toThrow('no function "missing"');
});

it('answers for a web trigger as its address does', async () => {
  const { forge, id } = await started();
  await expect(forge.runWebTrigger(id, 'hook', { body: 'x' })).resolves.toMatchObject({
    ...{ status: 201, body: 'POST x' },
  });
  await expect(forge.runWebTrigger(id, 'missing')).rejects.toThrow('no web trigger "missing"');
});

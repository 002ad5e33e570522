/** What the log of an app says at its start, where it was put together so that it cannot work. */
import type * as startup from '../../src/app/startup';

let said: string[];

beforeEach(() => {
  jest.resetModules();
  said = [];
  jest.spyOn(console, 'error').mockImplementation((words: string) => {
    said.push(words);
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  jest.dontMock('@forge/events');
});

const started = async (): Promise<typeof startup> => import('../../src/app/startup');

it('nothing, where @forge/events has the app’s own @forge/api', async () => {
  const { sayWhereForgeApiIsTwice } = await started();
  sayWhereForgeApiIsTwice();
  expect(said).toEqual([]);
});

it('that there are two copies of @forge/api, where @forge/events brought one of its own', async () => {
  let apart: unknown;
  // A registry of its own: its @forge/events is loaded with a second copy of @forge/api.
  await jest.isolateModulesAsync(async () => {
    apart = await import('@forge/events');
  });
  jest.doMock('@forge/events', () => apart);
  const { sayWhereForgeApiIsTwice } = await started();
  sayWhereForgeApiIsTwice();
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('two copies of @forge/api');
  expect(said[0]).toContain('"overrides": {"@forge/api": "$@forge/api"}');
});

it('once that a wrapped function runs without Forge, and the function runs all the same', async () => {
  const { createGauge } = await import('../../src/forge');
  const gauge = createGauge({ appName: 'Small' });
  const run = gauge.withGauge('event', (event: { n: number }) => Promise.resolve(event.n + 1));
  await expect(run({ n: 1 })).resolves.toBe(2);
  await expect(run({ n: 2 })).resolves.toBe(3);
  expect(said.filter((words) => words.includes('no Forge runtime around this call'))).toHaveLength(1);
});

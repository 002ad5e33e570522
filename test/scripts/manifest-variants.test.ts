import { readFileSync } from 'node:fs';
import { callScript, runNode } from './node-process';

const manifest = {
  modules: {
    'jira:adminPage': [{ key: 'gauge-jira' }],
    'confluence:globalSettings': [{ key: 'gauge-confluence' }],
    scheduledTrigger: [{ key: 'sweep', function: 'sweep', interval: 'hour' }],
    trigger: [
      { key: 'lifecycle', function: 'sweep', events: ['avi:forge:installed:app', 'avi:jira:created:issue'] },
      { key: 'issues', function: 'sweep', events: ['avi:jira:updated:issue'] },
    ],
    function: [{ key: 'sweep', handler: 'index.sweep' }],
  },
  app: {
    id: 'ari:cloud:ecosystem::app/1',
    compatibility: { jira: { required: true }, confluence: { required: false } },
    storage: { entities: [{ name: 'pg-hour', attributes: {}, indexes: ['hour'] }] },
  },
  permissions: { scopes: ['storage:app', 'read:jira-work', 'read:issue:jira', 'read:confluence-user'] },
};

test('the variant for Confluence-only sites has no part of Jira left', async () => {
  expect(await callScript('scripts/forge/confluence-variant.mjs', 'confluenceVariant', [manifest])).toEqual({
    modules: {
      'confluence:globalSettings': [{ key: 'gauge-confluence' }],
      scheduledTrigger: [{ key: 'sweep', function: 'sweep', interval: 'hour' }],
      trigger: [{ key: 'lifecycle', function: 'sweep', events: ['avi:forge:installed:app'] }],
      function: [{ key: 'sweep', handler: 'index.sweep' }],
    },
    app: {
      id: expect.not.stringMatching(/\/1$/) as string,
      compatibility: { confluence: { required: true } },
      storage: { entities: [{ name: 'pg-hour', attributes: {}, indexes: ['hour'] }] },
    },
    permissions: { scopes: ['storage:app', 'read:confluence-user'] },
  });
});

test('the variant for Confluence is an app of its own, with the id that it is told or with one that nobody has registered', async () => {
  const id = 'ari:cloud:ecosystem::app/00000000-1111-4222-8333-444444444444';
  const written = async (...args: string[]) =>
    runNode(['scripts/forge/confluence-manifest.mjs', '--stdout', ...args]);
  expect((await written('--app-id', id)).stdout).toContain(`id: ${id}\n`);
  const { stdout } = await written();
  expect(stdout).toContain('this is an app of its own');
  const jira = /id: (ari:\S+)/.exec(readFileSync('manifest.yml', 'utf8'))?.[1];
  expect(/id: (ari:\S+)/.exec(stdout)?.[1]).toMatch(/^ari:cloud:ecosystem::app\/[0-9a-f-]{36}$/);
  expect(stdout).not.toContain(jira);
  expect(await written('--app-id', 'mine')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('--app-id "mine" is no id of an app') as string,
  });
});

test('the variant that warns by work items differs by one scope', async () => {
  expect(await callScript('scripts/forge/warnings-variant.mjs', 'warningsVariant', [manifest])).toEqual({
    ...manifest,
    permissions: { scopes: [...manifest.permissions.scopes, 'write:jira-work'] },
  });
});

function findings(changed: object): Promise<unknown> {
  return callScript('scripts/forge/manifest-rules.mjs', 'manifestFindings', [{ ...manifest, ...changed }]);
}

test('a manifest within the platform’s limits has no finding', async () => {
  expect(await findings({})).toEqual([]);
});

test('storage without its scope is found', async () => {
  expect(await findings({ permissions: { scopes: ['read:jira-work'] } })).toEqual([
    'permissions.scopes lacks storage:app, which every storage call needs',
  ]);
});

test('a sixth scheduled trigger and a second one every five minutes are found', async () => {
  const trigger = { function: 'sweep', interval: 'hour' };
  const frequent = { function: 'sweep', interval: 'fiveMinute' };
  const scheduledTrigger = [trigger, trigger, trigger, trigger, frequent, frequent];
  expect(await findings({ modules: { scheduledTrigger } })).toEqual([
    '6 scheduled triggers, the platform runs 5 at most',
    '2 triggers every five minutes, the platform runs 1 at most',
  ]);
});

test('an index over two ranges is found', async () => {
  const indexes = [{ name: 'by-hour', partition: [], range: ['hour', 'pool'] }];
  expect(await findings({ app: { storage: { entities: [{ name: 'pg-hour', indexes }] } } })).toEqual([
    'index by-hour of entity pg-hour has 2 range attributes, 1 is allowed',
  ]);
});

test('a function key that is too long is found', async () => {
  expect(
    await findings({ modules: { function: [{ key: 'a-key-of-twenty-four-let', handler: 'index.a' }] } }),
  ).toEqual(['function key a-key-of-twenty-four-let has 24 characters, 23 are allowed']);
});

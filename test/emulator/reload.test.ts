import { mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCloud } from '../../emulator/cloud/cloud';
import type { LogEntry } from '../../emulator/forge/forge-options';
import { startForge, type TestForge } from '../../emulator/testing/start-forge';
import { until } from '../support/until';
import { site } from './tiny-app';

const manifest = `
modules:
  jira:globalPage: [{ key: page, title: Page, resolver: { function: resolver } }]
  function: [{ key: resolver, handler: index.resolver }]
app: { id: ari:cloud:ecosystem::app/22222222-bbbb-4bbb-8bbb-222222222222 }
permissions: { scopes: ['storage:app'] }
`;

/** Answers with the words, how often it was called, and how often its store was. */
const bundle = (words: string): string => `
let calls = 0;
exports.resolver = async () => {
  calls += 1;
  const call = (path, body) =>
    global.__forge_fetch__({ type: 'kvs' }, '/api/v1/' + path, { body: JSON.stringify(body) });
  const { value = 0 } = await (await call('get', { key: 'stored' })).json();
  await call('set', { key: 'stored', value: value + 1 });
  return '${words} ' + calls + ' ' + (value + 1);
};`;

let bundleFile: string;
let running: TestForge;
let installationId: string;
const logs: LogEntry[] = [];

async function start(watch: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'reload-'));
  bundleFile = join(folder, 'index.js');
  const manifestFile = join(folder, 'manifest.yml');
  writeFileSync(bundleFile, bundle('old'));
  writeFileSync(manifestFile, manifest);
  logs.length = 0;
  running = await startForge({
    ...{ bundleFile, manifestFile, cloud: createCloud(), watch },
    onLog: (entry) => logs.push(entry),
  });
  installationId = (await running.forge.install(site)).id;
}

afterEach(() => running.close());

async function answer(): Promise<unknown> {
  const call = { installationId, moduleKey: 'page', functionKey: 'any', payload: {}, accountId: 'ada' };
  const outcome = await running.forge.invokeResolver(call);
  return outcome.ok ? outcome.value : outcome.failure.message;
}

it('runs the new bundle after a reload, without module variables and with all that is stored', async () => {
  await start(false);
  await expect(answer()).resolves.toBe('old 1 1');
  await expect(answer()).resolves.toBe('old 2 2');

  writeFileSync(bundleFile, bundle('new'));
  await expect(answer()).resolves.toBe('old 3 3');
  running.reload();

  await expect(answer()).resolves.toBe('new 1 4');
});

it('goes on with the old bundle where the new one cannot be loaded', async () => {
  await start(false);
  writeFileSync(bundleFile, 'throw new Error("half a bundle");');

  expect(() => {
    running.reload();
  }).toThrow('half a bundle');

  await expect(answer()).resolves.toBe('old 1 1');
});

it('reloads by itself when it watches, however the file is written, and tells of a bundle that cannot be loaded', async () => {
  await start(true);

  writeFileSync(bundleFile, 'this is no JavaScript');
  await until('the broken bundle is told of', () =>
    logs.some(({ level, message }) => level === 'error' && message.includes('as it was')),
  );
  await expect(answer()).resolves.toBe('old 1 1');
  writeFileSync(`${bundleFile}.tmp`, bundle('renamed'));
  renameSync(`${bundleFile}.tmp`, bundleFile);
  await until('the new bundle is loaded', () =>
    logs.some(({ message }) => message.endsWith('was loaded again')),
  );

  await expect(answer()).resolves.toBe('renamed 1 2');
});

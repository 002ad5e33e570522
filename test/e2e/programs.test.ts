/** The gauge with the manifest for programs, in the local Forge: its REST APIs, its actions, and the function that runs while a pool is in alarm. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { ManualClock } from '../../emulator/clock';
import { createCloud, type Cloud } from '../../emulator/cloud/cloud';
import { startForge, type Forge } from '../../emulator/forge/forge';
import { createStorageService, type StorageService } from '../../emulator/forge/storage/service';
import type { Manifest } from '../../scripts/forge/manifest';
import { appBundle } from '../support/bundles';

const root = join(__dirname, '..', '..');
const [cloudId, startMs] = ['11111111-aaaa-4aaa-8aaa-111111111111', Date.UTC(2026, 9, 5, 9, 20)];
const admin = { accountId: 'account-admin', displayName: 'Anna Admin', admin: true };
const member = { accountId: 'account-member', displayName: 'Ben Member', admin: false };
const own = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as Manifest;
/** As `npm run manifest:programs` writes it. */
const variantText = execFileSync(process.execPath, ['scripts/forge/programs-manifest.mjs', '--stdout'], {
  ...{ cwd: root, encoding: 'utf8' },
});
const variant = parse(variantText) as Manifest;
const programScope = 'read:points-gauge:custom';
const appId = (own.app.id ?? '').replace(/^.*\//, '');

const document = JSON.parse(readFileSync(join(root, 'docs', 'api', 'site.openapi.json'), 'utf8')) as {
  paths: Record<string, { get: { operationId: string; security: Record<string, string[]>[] } }>;
};
const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
ajv.addSchema({ ...document, $id: 'site' });
function faults(schema: string, value: unknown): unknown {
  const validate = ajv.getSchema(`site#/components/schemas/${schema}`);
  if (validate === undefined) throw new Error(`There is no schema ${schema}.`);
  return validate(value) === true ? [] : validate.errors;
}

/** The bundle runs outside of the test runner's sandbox, so its environment is the real process's. */
const { env } = runInThisContext('process') as NodeJS.Process;

let forge: Forge;
let cloud: Cloud;
let clock: ManualClock;
let id: string;
let logs: string[];

beforeAll(async () => {
  // What a developer sets with `forge variables set`.
  env['POINTS_GAUGE_ALARM_FUNCTION'] = 'on';
  clock = new ManualClock(startMs);
  cloud = createCloud({
    ...{ clock, hiddenCosts: {} },
    sites: [{ cloudId, name: 'acme', edition: 'standard', users: 40, people: [admin, member] }],
    apps: [{ id: appId, tier: 1, enforcement: 'enforced', quotaPoints: 20 }],
  });
  const manifestFile = join(mkdtempSync(join(tmpdir(), 'programs-')), 'manifest.yml');
  writeFileSync(manifestFile, variantText);
  logs = [];
  const storage: StorageService = createStorageService({
    file: ':memory:',
    clock,
    entities: own.app.storage?.entities as never,
  });
  forge = startForge({
    ...{ bundleFile: appBundle(), manifestFile, appFolder: root, clock, cloud, storage },
    onLog: ({ message }) => {
      logs.push(message);
    },
  });
  ({ id } = await forge.install({
    cloudId,
    siteUrl: 'https://acme.atlassian.net',
    environmentType: 'PRODUCTION',
  }));
});
afterAll(() => {
  delete env['POINTS_GAUGE_ALARM_FUNCTION'];
  forge.leftovers.assertNone();
});

const act = async (functionKey: string, payload: object, accountId: string | null): Promise<unknown> => {
  const outcome = await forge.runFunction(id, functionKey, payload, accountId);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
};
const get = (path: string, query: Record<string, string[]> = {}, scopes = [programScope]) =>
  forge.requestApi(id, { method: 'GET', path, queryParameters: query }, scopes);
/** What is due in the next minutes. */
const minutes = async (count: number): Promise<void> => {
  for (let minute = 0; minute < count; minute += 1) {
    clock.advance(60_000);
    await forge.tick();
  }
};

test('an agent of an administrator is told what drew, one of anybody else and of nobody nothing', async () => {
  const at = '2026-10-05T11:25+02:00';
  clock.advance(10 * 60_000);
  expect(await act('act-drains', { at }, member.accountId)).toEqual({
    error: 'Only administrators of this site can be told what its apps spend.',
  });
  expect(await act('act-drains', { at, accountId: admin.accountId }, null)).toMatchObject({
    error: expect.any(String) as string,
  });
  const told = await act('act-drains', { at }, admin.accountId);
  expect(faults('drains', told)).toEqual([]);
  // The gauge's own question whether somebody administers Jira is all that this app ever calls.
  expect(told).toMatchObject({
    ...{ version: 1, hour: '2026-10-05T09:00:00.000Z', hourIs: 'read' },
    pools: [
      {
        pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
        drew: [
          { method: 'GET', template: '/rest/api/3/mypermissions', route: 'forge.asUser', trigger: 'person' },
        ],
      },
    ],
  });
  expect(await act('act-drains', { at: '14:23' }, admin.accountId)).toEqual({
    error: '"at" must be a moment with its zone, as 2026-11-27T14:23Z or 2026-11-27T15:23+01:00.',
  });
  expect(faults('pools', await act('act-pools', {}, admin.accountId))).toEqual([]);
});

test('the REST APIs answer as their document says, to a token with the scope alone', async () => {
  for (const [path, { get: operation }] of Object.entries(document.paths)) {
    const { status, headers, body } = await get(path);
    expect([path, status, headers, faults(operation.operationId, JSON.parse(body))]).toEqual([
      path,
      200,
      [['Content-Type', 'application/json']],
      [],
    ]);
    expect(await get(path, {}, ['read:else:custom'])).toMatchObject({ status: 403 });
    expect(operation.security).toEqual([{ scheme: [programScope] }]);
  }
  const wrong = await get('/points/drains', { at: ['yesterday'] });
  expect([wrong.status, faults('error', JSON.parse(wrong.body))]).toEqual([400, []]);
  expect(await get('/points/else')).toMatchObject({ status: 404 });
  const calls = cloud.account.snapshot().cells.reduce((sum, { requests }) => sum + requests, 0);
  await get('/points/pools');
  expect(cloud.account.snapshot().cells.reduce((sum, { requests }) => sum + requests, 0)).toBe(calls);
});

test('the function for alerts runs while the pool is near or empty, and at no other time', async () => {
  const ran = (): number =>
    logs.filter((line) => /^Points Gauge: the pool .* is (near|exhausted)\.$/.test(line)).length;
  clock.moveTo(Date.UTC(2026, 9, 5, 10, 1));
  await minutes(20);
  expect(ran()).toBe(0);
  for (let n = 0; n < 12; n += 1) await act('act-pools', {}, admin.accountId);
  await minutes(8);
  const during = ran();
  expect(during).toBeGreaterThan(0);
  clock.moveTo(Date.UTC(2026, 9, 5, 11, 5));
  await minutes(60);
  expect(ran()).toBe(during);
});

test('the plain manifest has none of it, and the scope of the manifest is the one that is registered', () => {
  for (const name of ['apiRoute', 'action', 'rovo:mcp']) expect(own.modules[name]).toBeUndefined();
  expect(variant.permissions).toEqual(own.permissions);
  const said = execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      "import('./scripts/forge/programs-variant.mjs').then(({ customScopes }) => console.log(JSON.stringify(customScopes)))",
    ],
    { cwd: root, encoding: 'utf8' },
  );
  const { scopes } = JSON.parse(said) as { scopes: object };
  expect(Object.keys(scopes)).toEqual([programScope]);
  expect(
    variant.modules['apiRoute']?.every((route) => 'scopes' in route && String(route.scopes) === programScope),
  ).toBe(true);
});

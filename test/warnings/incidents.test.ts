import { spikeAt } from '../../emulator/cloud/foreign';
import { claimTurn, writeIncidents } from '../../src/ledger/incidents';
import { readState } from '../../src/ledger/settings';
import { inInstallation } from '../support/forge-globals';
import { itemsIn, minute, openIncidentWorld, startMs, type IncidentWorld } from './incident-world';

let world: IncidentWorld;
beforeEach(async () => {
  // What the app's owner is told of the hour is for another test.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  world = openIncidentWorld();
  await world.switchOn('OPS');
});
afterEach(() => {
  jest.restoreAllMocks();
  world.service.close();
});

const state = () => inInstallation('site-a', readState);
const book = async () => (await state()).incidents;

it('makes one work item when the pool is near its limit, which says what happens, since when, until when and what to do', async () => {
  await world.run('near');
  world.clock.advance(5 * minute);
  await world.run('near');
  expect(itemsIn(world, 'OPS')).toEqual([
    {
      summary: 'API points running low: Release Notes, Jira (production)',
      status: 'To Do',
      body: [
        'Release Notes, Jira (production): The hourly pool of API points is near its limit since 2026-10-09 16:10 UTC. At least 56,000 of 65,000 points were gone then.',
        'Once it is empty, calls are refused with status 429 until 2026-10-09 17:00 UTC, when the pool is full again. For the people who use the app (times in UTC): “Some data is delayed until 17:00.”',
        'What to do: put off imports, bulk changes and scheduled work until then. Points Gauge, in the administration of apps, shows which endpoints and routes spend most, and what others draw.',
        'Points Gauge comments here if it gets worse, and closes this work item when it is over.',
      ],
      comments: [],
    },
  ]);
  expect(world.calls()).toEqual([
    'GET /rest/api/3/issue/createmeta/{}/issuetypes 200',
    'POST /rest/api/3/issue 201',
  ]);
});

it('makes one only, also when two processes find the same at the same time', async () => {
  await Promise.all([world.run('near'), world.run('near')]);
  await world.run('near');
  expect(itemsIn(world, 'OPS')).toHaveLength(1);
  const [incident, ...others] = (await book()).incidents;
  expect([incident?.told, others]).toEqual(['near', []]);
  expect(incident?.itemId).toMatch(/^\d+$/);
});

it('does nothing while it is switched off, and nothing for a pool that is only to be watched', async () => {
  await world.run('watch');
  await world.run('fine');
  expect(world.calls()).toEqual([]);
  world.service.close();
  world = openIncidentWorld();
  await world.run('near');
  expect(world.calls()).toEqual([]);
});

it('comments when another pool of the app runs dry, and resolves the work item when most of an hour stayed calm', async () => {
  const pool = { app: 'Connect app', environment: 'PRODUCTION', product: 'jira' as const };
  await world.run('near', pool);
  world.clock.advance(20 * minute);
  await world.run('exhausted', pool);
  await world.run('exhausted', pool);
  world.clock.advance(31 * minute);
  await world.run('recovering', pool);
  expect(itemsIn(world, 'OPS')).toMatchObject([
    {
      summary: 'API points running low: Release Notes, Jira (Connect app, production)',
      status: 'To Do',
      comments: [
        [
          'It got worse: the pool is empty since 2026-10-09 16:30 UTC. At least 56,000 of 65,000 points were gone then.',
          'Calls are refused with status 429 until 2026-10-09 17:00 UTC, when the pool is full again. For the people who use the app (times in UTC): “Some data is delayed until 17:00.”',
        ],
      ],
    },
  ]);
  world.clock.advance(60 * minute);
  await world.run('fine', pool);
  expect(itemsIn(world, 'OPS')[0]?.status).toBe('Done');
  expect((await book()).incidents).toEqual([]);
  world.clock.advance(60 * minute);
  await world.run('near', pool);
  expect(itemsIn(world, 'OPS')).toHaveLength(2);
});

it('stays one work item for a pool that runs low hour after hour', async () => {
  for (let hour = 0; hour < 4; hour += 1) {
    await world.run('near');
    world.clock.advance(51 * minute);
    await world.run('fine');
    world.clock.advance(9 * minute);
  }
  expect(itemsIn(world, 'OPS')).toHaveLength(1);
});

it('says in a comment that it is over where the workflow has no step to done', async () => {
  await world.switchOn('PAY');
  await world.run('near');
  world.clock.advance(50 * minute);
  await world.run('fine');
  world.clock.advance(60 * minute);
  await world.run('fine');
  expect(itemsIn(world, 'PAY')).toMatchObject([
    {
      status: 'To Do',
      comments: [
        [
          'It is over: no alarm since 2026-10-09 17:00 UTC. This workflow has no step to done that Points Gauge can take, so please close the work item.',
        ],
      ],
    },
  ]);
  expect((await book()).incidents).toEqual([]);
});

it('asks Jira nothing while the app’s own pool is empty; the work item is made with the next hour, and says that it is late', async () => {
  await world.run('exhausted');
  expect(world.calls()).toEqual([]);
  expect((await book()).incidents).toMatchObject([{ itemId: null, ended: null }]);
  world.clock.advance(51 * minute);
  await world.run('recovering');
  const [item] = itemsIn(world, 'OPS');
  expect(item?.summary).toBe('API points used up: Release Notes, Jira (production)');
  expect(item?.body).toContain(
    'This work item is late: it could not be made in the hour of the alarm. Made at 2026-10-09 17:01 UTC.',
  );
});

it('waits for the next hour when Jira refuses before anybody knew that the pool is empty', async () => {
  world.service.close();
  world = openIncidentWorld(
    spikeAt({ atMs: startMs - 5 * minute, durationMs: 5 * minute, pointsPerHour: 1_000_000 }),
  );
  await world.switchOn('OPS');
  await world.run('near');
  await world.run('near');
  expect(world.calls()).toEqual(['GET /rest/api/3/issue/createmeta/{}/issuetypes 429']);
  expect(await book()).toMatchObject({ incidents: [{ itemId: null, tries: 0 }], trouble: null });
  world.clock.advance(60 * minute);
  await world.run('fine');
  expect(itemsIn(world, 'OPS')).toHaveLength(1);
});

it('tries nothing more without the scope, until an administrator has saved the project again', async () => {
  const refusal = { code: 401, message: 'Unauthorized; scope does not match' };
  let refused = 0;
  world.before = ({ init }) => {
    if (init?.method !== 'POST') return null;
    refused += 1;
    return new Response(JSON.stringify(refusal), { status: 401 });
  };
  await world.run('near');
  world.clock.advance(60 * minute);
  await world.run('near');
  expect(refused).toBe(1);
  expect((await book()).trouble).toEqual({ kind: 'notAllowed', atMs: startMs });
  world.before = null;
  await world.switchOn('OPS');
  await world.run('near');
  expect(itemsIn(world, 'OPS')).toHaveLength(1);
  expect((await book()).trouble).toBeNull();
});

it('tries a project that is not there once an hour and five times at most, and a better one at once', async () => {
  await world.switchOn('NOWHERE');
  for (let hour = 0; hour < 8; hour += 1) {
    await world.run('near');
    await world.run('near');
    world.clock.advance(60 * minute);
  }
  expect(world.calls()).toEqual(
    Array.from({ length: 5 }, () => 'GET /rest/api/3/issue/createmeta/{}/issuetypes 404'),
  );
  expect(await book()).toMatchObject({ incidents: [{ ended: 'givenUp' }], trouble: { kind: 'noProject' } });

  world.service.close();
  world = openIncidentWorld();
  await world.switchOn('NOWHERE');
  await world.run('near');
  world.clock.advance(minute);
  await world.switchOn('OPS');
  await world.run('near');
  expect(itemsIn(world, 'OPS')).toHaveLength(1);
});

it('makes no second one when the answer to the first was lost', async () => {
  world.before = ({ init }) => {
    if (init?.method === 'POST') throw new Error('socket hang up');
    return null;
  };
  await world.run('near');
  world.before = null;
  world.clock.advance(60 * minute);
  await world.run('near');
  expect(itemsIn(world, 'OPS')).toEqual([]);
  expect(await book()).toMatchObject({ incidents: [{ ended: 'lost' }], trouble: { kind: 'lost' } });
});

it('goes on after a process that stopped half-way, and does not repeat what it may have done', async () => {
  await inInstallation('site-a', () => claimTurn(0, startMs));
  await world.run('near');
  expect((await book()).turn).toBe(0);
  world.clock.advance(11 * minute);
  await Promise.all([world.run('near'), world.run('near')]);
  expect(world.calls()).toEqual([]);
  expect(await book()).toMatchObject({ turn: 1, incidents: [{ ended: 'lost' }] });
});

it('leaves a work item alone that somebody deleted', async () => {
  await world.run('near');
  const [site] = world.cloud.sites;
  const ref = site!.issues.find('OPS-401')!;
  site!.issues.change(ref, world.clock.now()).deleted = true;
  world.clock.advance(50 * minute);
  await world.run('fine');
  world.clock.advance(60 * minute);
  await world.run('fine');
  await world.run('fine');
  expect((await book()).incidents).toEqual([]);
  expect(world.calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
});

it('stores neither the key of the work item nor anything that is not its own', async () => {
  await world.run('near');
  expect(JSON.stringify(world.service.dump('site-a'))).not.toContain('OPS-');
  await inInstallation('site-a', async () => {
    await writeIncidents({ ...(await readState()).incidents, trouble: null });
  });
  expect((await book()).incidents).toHaveLength(1);
});

import { readChangePrices, readChangeSources, readSaveSettings } from './change-asks';
import { readExperimentAsk } from './experiment-ask';
import { readAsk, readEndpointsAsk, readOverviewAsk, readRoutingAsk } from './page-asks';
import { readExportAccount } from './record-asks';
import { BadRequest } from './request';

function complaint(read: (payload: unknown) => unknown, payload: unknown): string {
  try {
    read(payload);
    return 'none';
  } catch (error) {
    if (error instanceof BadRequest) return error.message;
    throw error;
  }
}

describe('a request of the page', () => {
  it('may carry a grant or none', () => {
    expect([{}, { grant: 'x' }, { grant: null }].map(readAsk)).toEqual([{}, { grant: 'x' }, {}]);
  });

  it('changes the settings that it names, and no others', () => {
    expect(readSaveSettings({ change: { probe: 'on' } })).toEqual({ change: { probe: 'on' } });
    expect(readSaveSettings({ grant: 'x', change: {} })).toEqual({ grant: 'x', change: {} });
  });

  it('is refused in words that name the field', () => {
    expect(
      [null, 7, 'x', [], { grant: 7 }, { grant: 'x'.repeat(201) }].map((bad) => complaint(readAsk, bad)),
    ).toEqual([
      'The request must be an object.',
      'The request must be an object.',
      'The request must be an object.',
      'The request must be an object.',
      '"grant" must be a text of an earlier answer.',
      '"grant" must be a text of an earlier answer.',
    ]);
    const bad = [{}, { change: 7 }, { change: { probe: true } }, { change: { retention: 3 } }];
    expect(bad.map((payload) => complaint(readSaveSettings, payload))).toEqual([
      '"change" must be an object.',
      '"change" must be an object.',
      '"change.probe" must be "on" or "off".',
      '"change.retention" is not a setting. There are: metering, probe, fleetLine, tier, edition, users, thresholds, hourDays, dayDays, workItem.',
    ]);
  });

  it('may state what no header proves, and take it back', () => {
    const change = { tier: 2, edition: 'premium', users: 250, hourDays: 14, dayDays: 60 };
    expect(readSaveSettings({ change })).toEqual({ change });
    const nothing = { tier: null, edition: null, users: null };
    expect(readSaveSettings({ change: nothing })).toEqual({ change: nothing });
  });

  it('is refused where a statement is out of bounds', () => {
    const bad = [{ tier: 3 }, { edition: 'gold' }, { users: -1 }, { hourDays: 7.5 }];
    expect(bad.map((change) => complaint(readSaveSettings, { change }))).toEqual([
      '"change.tier" must be null or one of: 1, 2.',
      '"change.edition" must be null or one of: free, standard, premium, enterprise.',
      '"change.users" must be a whole number from 0 to 1000000.',
      '"change.hourDays" must be a whole number from 7 to 60.',
    ]);
  });

  it('may have one to four thresholds that rise, each with what it sets off', () => {
    const change = {
      thresholds: [
        { percent: 1, actions: [] },
        { percent: 80, actions: ['banner', 'workItem'] },
        { percent: 100, actions: ['listener'] },
      ],
    };
    expect(readSaveSettings({ change })).toEqual({ change });
    const of = (...percents: unknown[]) => percents.map((percent) => ({ percent, actions: ['banner'] }));
    const bad = [of(), of(1, 2, 3, 4, 5), of(80, 80), of(90, 80), of(0), of(100.5), of('80'), [7], 80];
    expect(bad.map((thresholds) => complaint(readSaveSettings, { change: { thresholds } }))).toEqual([
      '"change.thresholds" must be a list of 1 to 4 thresholds.',
      '"change.thresholds" must be a list of 1 to 4 thresholds.',
      '"change.thresholds" must rise: each "percent" above the one before.',
      '"change.thresholds" must rise: each "percent" above the one before.',
      'Each of "change.thresholds" must have a "percent", a whole number from 1 to 100.',
      'Each of "change.thresholds" must have a "percent", a whole number from 1 to 100.',
      'Each of "change.thresholds" must have a "percent", a whole number from 1 to 100.',
      'Each of "change.thresholds" must be an object.',
      '"change.thresholds" must be a list of 1 to 4 thresholds.',
    ]);
    const doubled = [{ percent: 80, actions: ['banner', 'banner'] }];
    expect(complaint(readSaveSettings, { change: { thresholds: doubled } })).toBe(
      'Each of "change.thresholds" must have "actions", a list without doubles of: banner, workItem, listener.',
    );
  });

  it('may name a project for work items by its key, and nothing else', () => {
    const change = { workItem: { on: true, projectKey: 'OPS' } };
    expect(readSaveSettings({ change })).toEqual({ change });
    const bad = [7, { on: 'yes', projectKey: 'OPS' }, { on: true, projectKey: 'ops-1' }, { on: true }];
    expect(bad.map((workItem) => complaint(readSaveSettings, { change: { workItem } }))).toEqual([
      '"change.workItem" must be an object.',
      '"change.workItem.on" must be true or false.',
      '"change.workItem.projectKey" must be the key of a Jira project.',
      '"change.workItem.projectKey" must be the key of a Jira project.',
    ]);
  });

  it('asks for the heatmap or not', () => {
    expect([{}, { heat: true }].map(readOverviewAsk)).toEqual([{}, { heat: true }]);
    expect(complaint(readOverviewAsk, { heat: 1 })).toBe('"heat" must be true or false.');
  });
});

describe('a request for endpoints', () => {
  const nowMs = Date.parse('2026-11-22T14:42:00Z');
  const read = (payload: unknown) => readEndpointsAsk(payload, nowMs);
  const everything = { product: null, route: null, trigger: null };

  it('is for all of the last day where it names nothing', () => {
    expect(read({})).toEqual({ period: '24h', choice: everything, detail: null });
  });

  it('may name a period, what to choose and the endpoint whose panel is open', () => {
    const detail = {
      pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
      method: 'GET',
      template: '/rest/api/3/myself',
    };
    const choice = { product: 'jira', route: 'forge.asUser', trigger: 'person' };
    const period = { fromDay: '2026-10-23', toDay: '2026-11-22' };
    expect(read({ grant: 'g', period, choice, detail })).toEqual({ grant: 'g', period, choice, detail });
  });

  it('is refused for days that are none, too many, in the future or out of order', () => {
    const words = '"period" must be 1h, 24h, 7d, 30d or { fromDay, toDay } of at most 31 past days.';
    const bad = [
      '2h',
      { fromDay: '2026-10-22', toDay: '2026-11-22' },
      { fromDay: '2026-11-20', toDay: '2026-11-23' },
      { fromDay: '2026-11-22', toDay: '2026-11-21' },
      { fromDay: '2026-02-30', toDay: '2026-03-02' },
      { fromDay: 7, toDay: '2026-03-02' },
    ];
    expect(bad.map((period) => complaint(read, { period }))).toEqual(bad.map(() => words));
  });

  it('is refused for a route or an endpoint that there cannot be', () => {
    expect(complaint(read, { choice: { route: 'forge.asRoot' } })).toMatch(
      /^"choice.route" must be null or one of:/,
    );
    const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' };
    const template = 'x'.repeat(501);
    expect(complaint(read, { detail: { pool, method: 'GET', template } })).toBe(
      '"detail.template" must be a text of at most 500 characters.',
    );
    expect(complaint(read, { detail: { pool, template: '/' } })).toBe(
      '"detail" needs a method and a pool with a product.',
    );
  });
});

describe('a request of several kinds', () => {
  it('names what its kind lacks in the words of the gauge', () => {
    const app = expect.stringMatching(/^"change.app" must be a name of 40 characters at most/) as string;
    const changes = [{ kind: 'make' }, { kind: 'make', app: 'Mill' }, { kind: 'rotate' }, { kind: 'revoke' }];
    expect(changes.map((change) => complaint(readChangeSources, { change }))).toEqual([
      app,
      '"change.environment" must be a word of 20 characters at most, as PRODUCTION.',
      '"change.id" must be the id of a source.',
      '"change.id" must be the id of a source.',
    ]);
    const places = ['records', 'days', 'hours', 'kept'].map((part) => ({ at: { part } }));
    expect(places.map((payload) => complaint(readExportAccount, payload))).toEqual(
      places.map(() => '"at" must be null, or "next" of the part before.'),
    );
  });

  it.each([[['plan']], [{ toString: 1 }], ['constructor'], [7], [undefined]])(
    'is refused where its kind is %j',
    (action) => {
      expect(complaint(readExperimentAsk, { command: { action } })).toBe(
        '"action" must be last, plan, start, step or stop.',
      );
    },
  );
});

test('a list that is too long is refused before what is in it is looked at', () => {
  const long = (length: number) => Array.from({ length }, () => 7);
  expect(complaint(readChangePrices, { change: { kind: 'pin', endpoints: long(201) } })).toBe(
    '"change.endpoints" must be a list of 200 endpoints at most.',
  );
  expect(complaint(readRoutingAsk, { whatIf: long(31) })).toBe(
    '"whatIf" must be "cheapest" or a list of at most 30 moves.',
  );
  const command = { action: 'plan', repeats: 1, lines: long(6) };
  expect(complaint(readExperimentAsk, { command })).toBe('"lines" must be one to 5 calls.');
});

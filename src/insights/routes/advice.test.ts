import { priceOverrides } from '../../costs/overrides';
import { bulkFor } from '../endpoints/bulk-calls';
import { adviceFor, adviceForEndpoint, type AdviceInput } from '../endpoints/advice';
import type { Flow } from './route-flows';

const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' } as const;

function flow(template: string, requests: number, likely: number, overrides: Partial<Flow> = {}): Flow {
  const worth = { low: likely, likely, high: likely };
  return {
    pool,
    method: 'GET',
    template,
    route: 'forge.asApp',
    trigger: 'person',
    ...{ requests, worth, throttled: 0, clientErrors: 0 },
    ...overrides,
  };
}

function kinds(flows: Flow[], overrides: Partial<AdviceInput> = {}) {
  const input = { flows, days: 1, activeHours: 10, people: null, hours: [], tier: 2 as const, ...overrides };
  return adviceFor(input).map(({ kind, savesPointsADay }) => [kind, savesPointsADay]);
}

/** What each would save were it the only change. */
function alone(flows: Flow[], overrides: Partial<AdviceInput> = {}) {
  const input = { flows, days: 1, activeHours: 10, people: null, hours: [], tier: 2 as const, ...overrides };
  return adviceFor(input).map(({ kind, aloneSavesPointsADay }) => [kind, aloneSavesPointsADay]);
}

describe('advice', () => {
  it('comes in order of saving', () => {
    expect(
      kinds([
        flow('/rest/api/3/issue/{issueIdOrKey}/comment', 100, 300),
        flow('/rest/api/3/issue/{issueIdOrKey}/transitions', 100, 900, { trigger: 'schedule' }),
      ]),
    ).toEqual([
      ['webhook', 900],
      ['bridge', 300],
    ]);
  });

  it('says nothing of a handful of calls, of writes, and of what is not charged', () => {
    expect(kinds([flow('/rest/api/3/field', 4, 400)])).toEqual([]);
    expect(kinds([flow('/rest/api/3/issue', 400, 400, { method: 'POST' })])).toEqual([]);
    expect(kinds([flow('/rest/api/3/field', 400, 400, { route: 'forge.bridge' })])).toEqual([]);
  });

  it('finds a page’s reads of one address that come again within minutes', () => {
    // 400 reads in 10 hours, of which a cache of five minutes leaves 120.
    expect(alone([flow('/rest/api/3/field', 400, 800)])).toContainEqual(['cache', 560]);
    expect(kinds([flow('/rest/api/3/field', 100, 800)])).not.toContainEqual(['cache', expect.anything()]);
  });

  it('counts a cache for each person where the answers are the person’s, and says nothing without their number', () => {
    const asUser = [flow('/rest/api/3/myself', 1000, 3000, { route: 'forge.asUser' })];
    expect(kinds(asUser)).not.toContainEqual(['cache', expect.anything()]);
    expect(alone(asUser, { people: 5 })).toContainEqual(['cache', 1200]);
    expect(kinds(asUser, { people: 50 })).not.toContainEqual(['cache', expect.anything()]);
  });

  it('shows a bulk call with both prices of the catalogue', () => {
    expect(bulkFor('jira', 'GET', '/rest/api/3/issue/{issueIdOrKey}')).toEqual({
      template: '/rest/api/3/issue/bulkfetch',
      objects: 100,
      single: { low: 2, likely: 2, high: 2 },
      together: { low: 1, likely: 101, high: 101 },
    });
    // 200 single reads for 400 points; two bulk calls for at most 202.
    const reads = [flow('/rest/api/3/issue/{issueIdOrKey}', 200, 400, { trigger: 'event' })];
    expect(kinds(reads)).toEqual([['bulk', 198]]);
  });

  it('reckons with the price of a bulk call that was measured here', () => {
    const bulk = { product: 'jira', method: 'POST', template: '/rest/api/3/issue/bulkfetch' } as const;
    const price = { ...bulk, basePoints: 1, objectPoints: 0.5, basis: 'measured', source: 'here' } as const;
    const overrides = priceOverrides([price]);
    expect(bulkFor('jira', 'GET', '/rest/api/3/issue/{issueIdOrKey}', overrides)?.together.high).toBe(51);
    // Two bulk calls for 51 points each in place of reads for 400.
    const reads = [flow('/rest/api/3/issue/{issueIdOrKey}', 200, 400, { trigger: 'event' })];
    expect(kinds(reads, { overrides })).toEqual([['bulk', 298]]);
  });

  it('finds reads of people and access that take a tenth of all points, and leaves the point of the call itself', () => {
    const groups = flow('/rest/api/3/group/member', 10, 200, { trigger: 'event' });
    const rest = flow('/rest/api/3/search/jql', 10, 1500, { trigger: 'event' });
    expect(kinds([groups, rest])).toEqual([
      ['fewerObjects', 1490],
      ['identity', 190],
    ]);
    expect(kinds([groups, { ...rest, worth: { low: 9000, likely: 9000, high: 9000 } }])).not.toContainEqual([
      'identity',
      expect.anything(),
    ]);
  });

  it('says of an endpoint the same beside its figures as in the list of all', () => {
    const flows = [
      flow('/rest/api/3/issue/{issueIdOrKey}', 200, 400, { throttled: 3 }),
      flow('/rest/api/3/issue/{issueIdOrKey}', 50, 100, { route: 'forge.asUser', clientErrors: 60 }),
      flow('/rest/api/3/field', 400, 800),
    ];
    const context = { days: 1, activeHours: 10, people: null };
    const all = adviceFor({ flows, ...context, hours: [], tier: 2 });
    const of = (template: string) => all.filter(({ endpoint }) => endpoint?.template === template);
    for (const { pool: its, method, template } of flows)
      expect(adviceForEndpoint(flows, { pool: its, method, template }, context)).toEqual(of(template));
    expect(of('/rest/api/3/issue/{issueIdOrKey}').map(({ kind, calls }) => [kind, calls])).toEqual([
      ['bridge', 250],
      ['bulk', 250],
      ['askFirst', 60],
      ['spread', 3],
    ]);
  });

  const quiet = Array.from({ length: 24 }, (_, hour) => ({
    startMs: hour * 3_600_000,
    points: hour === 9 ? 1000 : 100,
    scheduledPoints: hour === 9 ? 400 : 0,
  }));

  it('moves scheduled work out of the busiest hour, where there are quiet ones', () => {
    const [advice] = adviceFor({
      flows: [],
      days: 1,
      activeHours: 24,
      people: null,
      hours: quiet,
      tier: 2,
    });
    expect(advice).toMatchObject({ kind: 'otherHour', savesPointsADay: null, hour: quiet[9] });
    expect(kinds([], { hours: quiet.map((hour) => ({ ...hour, points: 1000 })) })).toEqual([]);
    expect(kinds([], { hours: quiet.map((hour) => ({ ...hour, scheduledPoints: 0 })) })).toEqual([
      ['quietHours', null],
    ]);
  });

  it('names Rovo MCP for what people ask while Tier 2 is not proven, without a saving', () => {
    const reads = [flow('/rest/api/3/issue/{issueIdOrKey}/comment', 100, 300)];
    expect(kinds(reads, { tier: 1 })).toEqual([
      ['bridge', 300],
      ['rovoMcp', null],
    ]);
  });

  it('never claims the points of one endpoint twice', () => {
    const template = '/rest/api/3/issue/{issueIdOrKey}';
    const flows = [flow(template, 200, 400), flow(template, 200, 400, { trigger: 'schedule' })];
    const advice = adviceFor({ flows, days: 1, activeHours: 10, people: null, hours: [], tier: 2 });
    // Bridge and webhook claim a half each; a bulk call in place of the reads would save 396 on its own, and nothing beside them.
    expect(
      advice.map(({ kind, savesPointsADay, aloneSavesPointsADay }) => [
        ...[kind, savesPointsADay, aloneSavesPointsADay],
      ]),
    ).toEqual([
      ['bridge', 400, 400],
      ['webhook', 400, 400],
      ['bulk', 0, 396],
    ]);
    expect(advice.reduce((sum, { savesPointsADay }) => sum + (savesPointsADay ?? 0), 0)).toBeLessThanOrEqual(
      800,
    );
  });

  it('finds writes that the creation could have brought along, one for each creation', () => {
    const work = { trigger: 'event' as const };
    const property = '/rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}';
    const flows = [
      flow('/rest/api/3/issue', 40, 40, { method: 'POST', ...work }),
      flow(property, 100, 100, { method: 'PUT', ...work }),
      flow('/rest/api/3/issue/{issueIdOrKey}', 30, 30, { method: 'PUT', trigger: 'schedule' }),
    ];
    const found = adviceFor({ flows, days: 1, activeHours: 10, people: null, hours: [], tier: 2 });
    expect(found.filter(({ kind }) => kind === 'createWhole')).toMatchObject([
      { endpoint: { template: property }, calls: 40, savesPointsADay: 40 },
    ]);
  });

  it('finds parts that could come with their issue or page, and saves a point for each call', () => {
    const issue = '/rest/api/3/issue/{issueIdOrKey}';
    const work = { trigger: 'event' } as const;
    const flows = [
      flow(issue, 60, 120, work),
      flow(`${issue}/changelog`, 100, 1100, work),
      // Other work reads no issue.
      flow(`${issue}/changelog`, 50, 550, { trigger: 'schedule' }),
      flow(`${issue}/watchers`, 100, 300, work),
    ];
    const found = adviceFor({ flows, days: 1, activeHours: 10, people: null, hours: [], tier: 2 });
    expect(found.filter(({ kind }) => kind === 'expand')).toMatchObject([
      { endpoint: { template: `${issue}/changelog` }, calls: 60, aloneSavesPointsADay: 60 },
    ]);
  });

  it('finds single writes of schedules and events that a bulk call replaces', () => {
    const edits = flow('/rest/api/3/issue/{issueIdOrKey}', 2000, 2000, {
      method: 'PUT',
      trigger: 'schedule',
    });
    const [advice] = adviceFor({
      flows: [edits],
      days: 1,
      activeHours: 10,
      people: null,
      hours: [],
      tier: 2,
    });
    expect(advice).toMatchObject({
      ...{ kind: 'bulkWrite', calls: 2000, savesPointsADay: 1998 },
      bulk: {
        template: '/rest/api/3/bulk/issues/fields',
        objects: 1000,
        together: { low: 1, likely: 1, high: 1000 },
      },
    });
    expect(kinds([{ ...edits, trigger: 'person' }])).toEqual([]);
  });

  it('names the context for what a page’s context tells anyway', () => {
    expect(alone([flow('/rest/api/3/mypermissions', 100, 300)])).toContainEqual(['context', 300]);
    expect(alone([flow('/rest/api/3/mypermissions', 100, 300, { trigger: 'schedule' })])).not.toContainEqual([
      'context',
      expect.anything(),
    ]);
  });

  it('names the quiet hours of the account, and its weekend', () => {
    // A week from Monday 2026-10-05: busy from 8 to 18 UTC on weekdays.
    const hours = Array.from({ length: 7 * 24 }, (_, n) => {
      const startMs = Date.UTC(2026, 9, 5) + n * 3_600_000;
      const isBusy = n < 5 * 24 && n % 24 >= 8 && n % 24 < 18;
      return { startMs, points: isBusy ? 700 : 7, scheduledPoints: 0 };
    });
    const input = { flows: [], days: 7, activeHours: 168, people: null, hours, tier: 2 as const };
    expect(adviceFor(input)).toMatchObject([
      {
        ...{ kind: 'quietHours', calls: 168, savesPointsADay: null },
        quiet: {
          ...{ fromHourUtc: 0, toHourUtc: 6, pointsAnHour: 7, busiestPointsAnHour: 502 },
          weekendPointsAnHour: 7,
        },
      },
    ]);
    expect(adviceFor({ ...input, hours: hours.map((hour) => ({ ...hour, points: 100 })) })).toEqual([]);
  });

  it('asks for jitter where scheduled work begins on the hour', () => {
    const hours = [9, 10, 11].map((hour) => ({
      ...{ startMs: hour * 3_600_000, points: 100, scheduledPoints: 60 },
      firstPoints: 50,
    }));
    expect(adviceFor({ flows: [], days: 1, activeHours: 3, people: null, hours, tier: 2 })).toMatchObject([
      { kind: 'jitter', calls: 3, firstShare: 0.5, savesPointsADay: null },
    ]);
    const even = hours.map((hour) => ({ ...hour, firstPoints: 9 }));
    expect(kinds([], { hours: even })).toEqual([]);
    expect(kinds([], { hours: hours.map((hour) => ({ ...hour, scheduledPoints: 0 })) })).toEqual([]);
    // Of a day it is known as a whole what schedules made, and an hour of an earlier version tells no first minutes.
    const ofDay = (dayScheduledShare: number) =>
      hours.map((hour) => ({ ...hour, scheduledPoints: null, dayScheduledShare }));
    expect(kinds([], { hours: ofDay(0.3) })).toEqual([['jitter', null]]);
    expect(kinds([], { hours: ofDay(0.2) })).toEqual([]);
    const ofEarlier = ofDay(0.3).map(({ startMs, points, scheduledPoints, dayScheduledShare }) => ({
      ...{ startMs, points, scheduledPoints, dayScheduledShare },
    }));
    expect(kinds([], { hours: ofEarlier })).toEqual([]);
  });

  it('says of Backlog and One Stack what saves requests, whoever reports their calls', () => {
    const other = (product: 'backlog' | 'oneStack', template: string, requests: number) =>
      flow(template, requests, 0, { pool: { app: 'Sync', environment: 'PRODUCTION', product } });
    expect(
      kinds([
        other('backlog', '/read', 50),
        other('backlog', '/update', 900),
        other('oneStack', '/request', 20),
      ]),
    ).toEqual([
      ['backlogReads', null],
      ['oneStackReads', null],
    ]);
    expect(kinds([other('backlog', '/update', 900)])).toEqual([]);
  });
});

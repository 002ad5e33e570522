import { emptyDayAccount } from './day-account';
import { emptyHourAccount } from './hour-account';
import { book, emptyHourUsage, type HourUsage } from './hour-usage';
import { hasBoundedNames, importedDay, importedHour, importedRecord } from './imported';
import type { ThrottleNote } from './throttle-note';
import { observation } from '../../test/support/observation';

/** One call, and what Atlassian would have said of it. */
function proven(): HourUsage {
  const usage = emptyHourUsage();
  book(usage, observation());
  const mark = {
    ...{ lastAtMs: 1, remaining: 1, quotaPoints: 1, windowSeconds: 1, resetAtMs: 1, window: 1 },
    ...{ first: null, leastRemaining: 1, near: true },
  };
  usage.policies.set('own|PRODUCTION|jira|q|enforced|0', mark);
  usage.refusals.set('own|PRODUCTION|jira', 1);
  usage.pairs.push({ pool: 'own|PRODUCTION|jira', endedAtMs: 1, elapsedMs: 1, drawnPoints: 1, calls: [] });
  usage.problems.set('own|PRODUCTION|jira|ratelimit|badTime', { responses: 1, lastAtMs: 1 });
  return usage;
}
const bare = (): HourUsage => {
  const usage = emptyHourUsage();
  book(usage, observation());
  return usage;
};

test('what an import says of Atlassian’s answers is left out, and the rest marked', () => {
  const account = { ...emptyHourAccount(), usage: proven(), reported: proven() };
  expect(importedHour(account)).toEqual({ ...account, usage: bare(), reported: bare(), isImported: true });
  expect(importedHour({ ...account, reported: null }).reported).toBeNull();
  const record = {
    ...{ id: { writer: 'a1b2c3d4e5f6', n: 1 }, sealedAtMs: 1, writeFailures: 2, lostRecords: 3 },
    hours: new Map([[7, proven()]]),
  };
  expect(importedRecord(record)).toEqual({ ...record, hours: new Map([[7, bare()]]), isImported: true });
  const hours = new Map([
    [7, proven()],
    [8, proven()],
  ]);
  const day = { ...emptyDayAccount(), usage: proven(), hours };
  const bareHours = new Map([...hours.keys()].map((hour) => [hour, bare()]));
  expect(importedDay(day)).toEqual({ ...day, usage: bare(), hours: bareHours, importedHours: 2 });
});

describe('names of an import', () => {
  const at = (length: number): string => 'x'.repeat(length);
  const note: ThrottleNote = {
    ...{ atMs: 1, pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' }, route: 'forge.asApp' },
    ...{
      method: 'GET',
      template: '/a',
      reason: 'burst',
      reasonRaw: null,
      enforcement: 'enforced',
      retryAtMs: null,
    },
  };
  it.each<[string, (text: string) => Partial<HourUsage>]>([
    ['sum', (text) => ({ sums: new Map([...bare().sums].map(([, sum]) => [text, sum])) })],
    ['person', (text) => ({ people: new Map([[text, new Uint8Array(512)]]) })],
    ['peak', (text) => ({ peaks: new Map([[text, 1]]) })],
    ['slot', (text) => ({ slots: new Map([[text, [1]]]) })],
    [
      'minute of a route',
      (text) => ({ minutes: { routes: new Map([[text, new Map<number, number>()]]), endpoints: new Map() } }),
    ],
    [
      'minute of an endpoint',
      (text) => ({ minutes: { routes: new Map(), endpoints: new Map([[text, new Map<number, number>()]]) } }),
    ],
    ['template of a refusal', (template) => ({ throttles: [note, { ...note, template }] })],
    ['reason', (reasonRaw) => ({ throttles: [note, { ...note, reasonRaw }] })],
    ['app', (app) => ({ throttles: [{ ...note, pool: { ...note.pool, app } }] })],
    ['environment', (environment) => ({ throttles: [{ ...note, pool: { ...note.pool, environment } }] })],
  ])('have a bound: of a %s', (_name, of) => {
    expect(hasBoundedNames([bare(), { ...bare(), ...of(at(1_000)) }])).toBe(true);
    expect(hasBoundedNames([bare(), { ...bare(), ...of(at(1_001)) }])).toBe(false);
  });
});

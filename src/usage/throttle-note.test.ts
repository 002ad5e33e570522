import fc from 'fast-check';
import { firstRefusals, keptThrottleNotes, mergeThrottleNotes, type ThrottleNote } from './throttle-note';

const note = (atMs: number, change: Partial<ThrottleNote> = {}): ThrottleNote => ({
  ...{ atMs, pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' }, route: 'forge.asApp' },
  ...{ method: 'GET', template: '/rest/api/3/field', reason: 'quotaGlobal', reasonRaw: null },
  ...{ enforcement: 'enforced', retryAtMs: null },
  ...change,
});

test('a wall of many refusals keeps the newest, and since when it lasts', () => {
  const all = Array.from({ length: 158 }, (_, i) => note(i));
  const kept = mergeThrottleNotes([], all).map(({ atMs }) => atMs);
  expect(kept).toEqual([...Array.from({ length: keptThrottleNotes }, (_, i) => 157 - i), 0]);
});

test('what was refused for another reason, or not refused at all, says nothing of since when', () => {
  const newest = Array.from({ length: 20 }, (_, i) => note(100 + i));
  const kept = mergeThrottleNotes(newest, [
    note(1, { reason: 'burst' }),
    note(2, { enforcement: 'beta' }),
    note(3),
  ]);
  expect(kept.slice(20).map(({ atMs }) => atMs)).toEqual([3]);
});

const anyNote = fc
  .record({
    atMs: fc.integer({ min: 0, max: 40 }),
    app: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'),
    reason: fc.constantFrom('quotaGlobal' as const, 'burst' as const),
    enforcement: fc.constantFrom('enforced' as const, 'beta' as const),
  })
  .map(({ atMs, app, reason, enforcement }) =>
    note(atMs, { pool: { app, environment: 'PRODUCTION', product: 'jira' }, reason, enforcement }),
  );
/** As a usage holds them, each booked by itself. */
const notes = fc.array(anyNote, { maxLength: 60 }).map((all) => mergeThrottleNotes([], all));

test('notes merge to the same in any order and grouping, and are bounded', () => {
  fc.assert(
    fc.property(notes, notes, notes, (a, b, c) => {
      const left = mergeThrottleNotes(mergeThrottleNotes(a, b), c);
      expect(mergeThrottleNotes(a, mergeThrottleNotes(b, c))).toEqual(left);
      expect(mergeThrottleNotes(c, mergeThrottleNotes(b, a))).toEqual(left);
      expect(left.length).toBeLessThanOrEqual(keptThrottleNotes + 8);
    }),
  );
});

test('of twenty-one the oldest goes, unless it is the first for its quota', () => {
  const burst = { reason: 'burst' as const };
  const times = (kept: ThrottleNote[]): number[] => kept.map(({ atMs }) => atMs);
  const twenty = Array.from({ length: 20 }, (_, i) => note(20 - i, burst));
  expect(mergeThrottleNotes(twenty, [])).toBe(twenty);
  expect(times(mergeThrottleNotes(twenty, [note(0, burst)]))).toEqual(times(twenty));
  expect(times(mergeThrottleNotes(twenty, [note(0)]))).toEqual([...times(twenty), 0]);
  const all = [...twenty, note(0, burst)];
  expect(times(mergeThrottleNotes(all, []))).toEqual(times(twenty));
});

test('the first refusals of eight pools stay, by their names', () => {
  const of = (app: string, atMs: number): ThrottleNote =>
    note(atMs, { pool: { app, environment: 'PRODUCTION', product: 'jira' } });
  const apps = ['j', 'c', 'a', 'i', 'b', 'h', 'd', 'g', 'f', 'e'];
  const firsts = firstRefusals([...apps.map((app, i) => of(app, 90 - i)), ...apps.map((app) => of(app, 1))]);
  expect(firsts.map(({ pool, atMs }) => [pool.app, atMs])).toEqual(
    ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((app) => [app, 1]),
  );
});

test('of one moment they are in the order of what they say, and equal ones stay both', () => {
  const fields: Partial<ThrottleNote>[] = [
    { pool: { app: 'a', environment: 'PRODUCTION', product: 'jira' } },
    { pool: { app: 'own', environment: 'PRODUCTION', product: 'confluence' } },
    { template: '/a' },
    { route: 'forge.asUser' },
    { retryAtMs: 5 },
    {},
    {},
  ];
  const all = fields.map((change) => note(1, change));
  const wanted = [0, 1, 2, 4, 5, 6, 3].map((place) => all[place]);
  expect(mergeThrottleNotes([], all)).toEqual(wanted);
  expect(mergeThrottleNotes([...all].reverse(), [])).toEqual([...all].reverse());
  expect(mergeThrottleNotes([], [...all].reverse())).toEqual(wanted);
});

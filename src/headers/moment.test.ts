import { readMoment } from './moment';

it.each<[string, string | null]>([
  ['2026-11-27T14:23Z', '2026-11-27T14:23:00.000Z'],
  ['2026-11-27T15:23:07.5+01:00', '2026-11-27T14:23:07.500Z'],
  ['2028-02-29T00:00Z', '2028-02-29T00:00:00.000Z'],
  // `Date` reads them as the 3rd and the 1st of March.
  ['2026-02-31T10:00Z', null],
  ['2026-02-29T10:00Z', null],
  ['2026-11-27T25:00Z', null],
  ['2026-11-27T14:23', null],
  ['2026-11-27', null],
  ['1764253380', null],
  ['yesterday', null],
])('%s', (text, moment) => {
  const atMs = readMoment(text);
  expect(atMs === null ? null : new Date(atMs).toISOString()).toBe(moment);
});

import { parseCalendarDate, utcDayMs, zoneMinutesOf } from './calendar-date';

const nearMs = Date.UTC(2026, 2, 26);
const iso = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString());

it.each([
  ['Mon, 05 Jan 2026 09:07:03 GMT', '2026-01-05T09:07:03.000Z'],
  ['Thu, 05 Feb 2026 09:07:03 GMT', '2026-02-05T09:07:03.000Z'],
  ['Thu, 05 Mar 2026 09:07:03 GMT', '2026-03-05T09:07:03.000Z'],
  ['Sun, 05 Apr 2026 09:07:03 GMT', '2026-04-05T09:07:03.000Z'],
  ['Tue, 05 May 2026 09:07:03 GMT', '2026-05-05T09:07:03.000Z'],
  ['Fri, 05 Jun 2026 09:07:03 GMT', '2026-06-05T09:07:03.000Z'],
  ['Sun, 05 Jul 2026 09:07:03 GMT', '2026-07-05T09:07:03.000Z'],
  ['Wed, 05 Aug 2026 09:07:03 GMT', '2026-08-05T09:07:03.000Z'],
  ['Sat, 05 Sep 2026 09:07:03 GMT', '2026-09-05T09:07:03.000Z'],
  ['Mon, 05 Oct 2026 09:07:03 GMT', '2026-10-05T09:07:03.000Z'],
  ['Thu, 05 Nov 2026 09:07:03 GMT', '2026-11-05T09:07:03.000Z'],
  ['Sat, 05 Dec 2026 09:07:03 GMT', '2026-12-05T09:07:03.000Z'],
  ['Saturday, 5 December 2026 9:07 EST', '2026-12-05T14:07:00.000Z'],
  ['05 Dec 2026 09:07:03.5', '2026-12-05T09:07:03.500Z'],
  ['Thu, 05 Mar 2026 Thu 09:07:03 GMT', null],
  ['March 2026 09:07:03 GMT', null],
])('%s is %s', (text, date) => {
  expect(iso(parseCalendarDate(text, nearMs))).toBe(date);
});

it.each<[string, number | null]>([
  ['GMT', 0],
  ['UTC', 0],
  ['UT', 0],
  ['Z', 0],
  ['EST', -300],
  ['EDT', -240],
  ['CST', -360],
  ['CDT', -300],
  ['MST', -420],
  ['MDT', -360],
  ['PST', -480],
  ['PDT', -420],
  ['+01', 60],
  ['-0330', -210],
  ['+05:45', 345],
  ['GMT+0059', 59],
  ['utc-14:00', -840],
  ['+0060', null],
  ['+1500', null],
  ['CET', null],
])('the zone %s is %p minutes from UTC', (zone, minutes) => {
  expect(zoneMinutesOf(zone)).toBe(minutes);
});

it.each([
  [2024, 2, 29, '2024-02-29'],
  [2026, 2, 29, null],
  [2026, 4, 30, '2026-04-30'],
  [2026, 4, 31, null],
  [2026, 12, 31, '2026-12-31'],
  [2026, 1, 1, '2026-01-01'],
  [2026, 1, 0, null],
  [2026, 0, 1, null],
  [2026, 13, 1, null],
])('the day %d-%d-%d is %s', (year, month, day, date) => {
  expect(iso(utcDayMs(year, month, day))).toBe(date === null ? null : `${date}T00:00:00.000Z`);
});

it('a year of two digits is one of this century where nobody knows the time', () => {
  for (const unknown of [NaN, Infinity, 9e15])
    expect([
      iso(parseCalendarDate('1 Jan 50 00:00:00', unknown)),
      iso(parseCalendarDate('1 Jan 51 00:00:00', unknown)),
    ]).toEqual(['2050-01-01T00:00:00.000Z', '1951-01-01T00:00:00.000Z']);
});

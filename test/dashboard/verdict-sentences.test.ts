import { verdictOf } from '../../src/admin/contract/contract';
import { createFormat } from '../../static/dashboard/src/format';
import {
  culpritSentence,
  remedySentence,
  shortCall,
  verdictSentences,
  wallsSentence,
} from '../../static/dashboard/src/sentences/verdict';
import { exactly, germanWords, hourMs, nowMs, poolView, thisHourMs, walls, words } from './fixtures';

const say = (change: Parameters<typeof poolView>[0]) => verdictSentences(poolView(change), nowMs, words);
const level = (points: number, basis: 'reading' | 'silent' | 'refused') => ({
  ...{ lowPoints: points, likelyPoints: points, highPoints: basis === 'silent' ? 52_000 : points },
  ...{ basis, readAtMs: nowMs - 120_000 },
});
const forecast = (likely: number, wallInMinutes: number | null = null) => ({
  endPoints: { low: likely - 1_000, likely, high: likely + 1_000 },
  wallAtMs: wallInMinutes === null ? null : nowMs + wallInMinutes * 60_000,
  earliestWallAtMs: wallInMinutes === null ? null : nowMs + wallInMinutes * 60_000,
  pastHours: 3,
  othersAnHour: null,
});

test('each verdict has one headline, and an advice that fits it', () => {
  expect([
    say({ level: level(11_700, 'reading'), forecast: forecast(19_500) }),
    say({ level: level(11_700, 'silent'), forecast: forecast(19_500) }),
    say({ level: level(30_000, 'silent'), forecast: forecast(58_990) }),
    say({ level: level(30_000, 'silent'), forecast: forecast(70_000, 13) }),
    say({ level: level(30_000, 'silent'), forecast: forecast(70_000, -1), status: 'near' }),
    say({ level: level(56_000, 'reading'), forecast: forecast(60_000), status: 'near' }),
    say({ level: level(11_700, 'silent'), status: 'near' }),
    say({ level: level(65_000, 'refused'), status: 'exhausted' }),
    say({ level: level(65_000, 'reading'), status: 'exhausted', enforcement: 'beta' }),
    say({ level: level(11_700, 'silent'), status: 'watch', calmSinceMs: nowMs, forecast: forecast(39_000) }),
    say({ level: level(650, 'silent'), status: 'recovering' }),
    say({ level: { ...level(0, 'silent'), basis: 'none', highPoints: null }, status: 'unknown' }),
  ]).toEqual([
    { headline: 'Fine: 18% used, 30% expected by 15:00 UTC', culprit: null, advice: null },
    { headline: 'Fine: this site used 18%, 30% expected by 15:00 UTC', culprit: null, advice: null },
    {
      headline: 'Getting close: this site used 46%, 91% expected by 15:00 UTC',
      culprit: null,
      advice: 'Hold back what can wait until 15:00 UTC.',
    },
    {
      headline: 'Runs dry at about 14:55 UTC, in 13 min',
      culprit: null,
      advice: 'Put off what can wait, scheduled jobs first.',
    },
    {
      headline: 'Likely empty by now',
      culprit: null,
      advice: 'Put off what can wait, scheduled jobs first.',
    },
    {
      headline: 'Near the limit: 86% used, 92% expected by 15:00 UTC',
      culprit: null,
      advice: 'Hold back what can wait until 15:00 UTC.',
    },
    {
      headline: 'Near the limit: over 80% used',
      culprit: null,
      advice: 'Hold back what can wait until 15:00 UTC.',
    },
    {
      headline: 'Calls are refused until 15:00 UTC',
      culprit: null,
      advice: 'Stop every back-end call until 15:00 UTC: retries before then are refused.',
    },
    {
      headline: 'Used up until 15:00 UTC; calls are still served',
      culprit: null,
      advice: 'This limit is only announced. Spend less before it is enforced.',
    },
    {
      headline: 'Slowing down: this site used 18%, 60% expected by 15:00 UTC',
      culprit: null,
      advice: 'Go on holding back what can wait until 15:00 UTC.',
    },
    {
      headline: 'Filled again: this site used 1%',
      culprit: null,
      advice: 'The last hour ran dry. Start waiting work again in small steps.',
    },
    {
      headline: 'Not known: no answer of this hour has named the quota',
      culprit: null,
      advice: null,
    },
  ]);
});

test('what is not all is never rounded to all', () => {
  expect(say({ level: level(64_900, 'reading'), forecast: forecast(64_950), status: 'near' }).headline).toBe(
    'Near the limit: 99% used, 99% expected by 15:00 UTC',
  );
});

test('an alarm of a limit that is only announced says that nothing is refused', () => {
  const said = say({ level: level(56_000, 'reading'), status: 'near', enforcement: 'beta' });
  expect(said.advice).toBe(
    'Hold back what can wait until 15:00 UTC. Nothing is refused yet: this limit is only announced.',
  );
});

test('the culprit is an endpoint with what started it, or others', () => {
  const call = { product: 'jira', method: 'POST', template: '/rest/api/3/search/jql' } as const;
  expect(
    culpritSentence({ culprit: { kind: 'endpoint', ...call, trigger: 'person', share: 0.84 } }, words),
  ).toBe('Most by POST search/jql, started by people: 84% of this site’s points.');
  expect(
    culpritSentence({ culprit: { kind: 'endpoint', ...call, trigger: 'unknown', share: 0.84 } }, words),
  ).toBe('Most by POST search/jql: 84% of this site’s points.');
  expect(culpritSentence({ culprit: { kind: 'others', share: 0.7 } }, words)).toBe(
    'At least 70% was spent by others, or by calls that are not metered here.',
  );
  expect(shortCall({ method: 'GET', template: '/wiki/api/v2/pages/{id}' })).toBe('GET pages/{id}');
  expect(shortCall({ method: 'GET', template: '/rest/agile/1.0/board' })).toBe('GET board');
});

test('the remedy says what it would have made of the fullest hour', () => {
  const said = remedySentence(
    {
      ...{ pool: poolView().pool, kind: 'bridge', method: 'GET', savesPointsADay: 12_040 },
      template: '/rest/api/3/issue/{issueIdOrKey}',
      fullest: { hourStartMs: thisHourMs - 21 * hourMs, points: 71_000, pointsWith: 48_020 },
    },
    words,
  );
  expect(said).toBe(
    'To spend less: Read it from the page, through the bridge (GET issue/{issueIdOrKey}). It saves up to 12,000 points a day. ' +
      'The busiest of the last 24 hours, Nov 21, 17:00, would have spent 48,000 instead of 71,000.',
  );
});

test('walls are counted, with the time of day in UTC and where the reader is', () => {
  const dry = { walls: walls(5), mostly: { fromHourUtc: 8, toHourUtc: 12 } };
  expect(wallsSentence(dry, 7, words)).toBe('Ran dry 5 times in 7 days, mostly 08 to 12 UTC.');
  const inKolkata = { ...words, format: createFormat('en-US', 'Asia/Kolkata') };
  expect(wallsSentence(dry, 7, inKolkata)).toBe(
    'Ran dry 5 times in 7 days, mostly 08 to 12 UTC (13:30 to 17:30 your time).',
  );
  expect(wallsSentence({ walls: [], mostly: null }, 1, words)).toBe('Did not run dry in the last day.');
  expect(wallsSentence({ walls: walls(1), mostly: null }, 7, germanWords)).toBe(
    'In 7 Tagen einmal leer geworden.',
  );
});

test('a time in UTC names the reader’s own beside it where that is another', () => {
  expect(createFormat('en-US', 'America/New_York').utcTime(nowMs)).toBe('14:42 UTC (9:42 AM EST)');
  expect(createFormat('de-DE', 'Europe/Berlin').utcTime(nowMs)).toBe('14:42 UTC (15:42 MEZ)');
  // London is at UTC in winter and not in summer.
  const london = createFormat('en-GB', 'Europe/London');
  expect(london.utcTime(nowMs)).toBe('14:42 UTC');
  expect(london.utcTime(Date.UTC(2026, 6, 1, 14))).toBe('14:00 UTC (15:00 BST)');
});

test('the estimate that the counter contradicts is said to be too high', () => {
  const own = exactly(60_000);
  const view = poolView({ own, level: level(52_000, 'silent'), status: 'fine' });
  expect(verdictOf(view).kind).toBe('fine');
});

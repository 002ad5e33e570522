import { basisWords, trendWords, stepSentence } from '../../static/dashboard/src/sentences/endpoint';
import { filterEndpoints } from '../../static/dashboard/src/pages/endpoints/filter';
import fc from 'fast-check';
import { nameOf, queryOf, readState } from '../../static/dashboard/src/endpoints-state';
import { pageOf, pathOf } from '../../static/dashboard/src/route';
import { integrityLine, integrityProblems } from '../../static/dashboard/src/sentences/integrity';
import { findingSentence } from '../../static/dashboard/src/sentences/limits';
import { movedWords } from '../../static/dashboard/src/sentences/price';
import { probeCost } from '../../static/dashboard/src/sentences/settings';
import { throttleSentence } from '../../static/dashboard/src/sentences/throttle';
import { whoseSentence } from '../../static/dashboard/src/sentences/whose';
import { integrity, endpoint, exactly, nowMs, refusals, settings, words } from './fixtures';

test('the page names the app whose calls it shows', () => {
  expect(whoseSentence({ kind: 'embedded', appName: 'Release Radar' }, words)).toBe(
    'These are the calls of Release Radar, which embeds the gauge.',
  );
  expect(whoseSentence({ kind: 'embedded', appName: null }, words)).toBe(
    'These are the calls of the app that embeds the gauge.',
  );
  expect(whoseSentence({ kind: 'ownOnly', appName: null }, words)).toBe(
    'Points Gauge is installed by itself: it sees its own calls only. To measure an app, embed the gauge in it or report to it.',
  );
});

test('refused calls are told together: what, how many, by which limit, when last and when to try again', () => {
  expect(throttleSentence(refusals(), nowMs, words)).toBe(
    'POST search/jql as asApp: 158 calls refused by the burst limit, last Nov 22, 14:23 UTC.',
  );
  const open = refusals({ calls: 1, retryAtMs: nowMs + 5 * 60_000 });
  expect(throttleSentence(open, nowMs, words)).toBe(
    'POST search/jql as asApp: 1 call refused by the burst limit, last Nov 22, 14:23 UTC. Next try from 14:47 UTC on.',
  );
});

test('a beta limit served the call', () => {
  const served = refusals({ enforcement: 'beta', reason: 'quotaGlobal', lastAtMs: null, retryAtMs: null });
  expect(throttleSentence(served, nowMs, words)).toBe(
    'POST search/jql as asApp: 158 calls served; once enforced, refused by the hourly quota of all sites.',
  );
});

test('an unknown reason keeps the words that the server sent', () => {
  const sentence = throttleSentence(refusals({ reason: 'other', reasonRaw: 'new-limit' }), nowMs, words);
  expect(sentence).toMatch(/refused by an unnamed limit \(new-limit\), last/);
});

test('books in order have nothing to say; waiting records are no problem', () => {
  expect(integrityProblems({ integrity: integrity({ waitingRecords: 9 }), unread: null }, 0, words)).toEqual(
    [],
  );
});

test('every trouble of the books is said, worst first', () => {
  const troubled = integrity({
    ...{ writeFailures: 1, lostRecords: 2, missingRecords: 1, unreadableValues: 3 },
    ...{ refusedRecords: 2, unbalancedHours: 1, newerValues: 1 },
  });
  expect(integrityProblems({ integrity: troubled, unread: null }, 3, words)).toEqual([
    'Storage could not give 2 hours this time; their figures are missing, not zero.',
    '1 hour was written by a later version of this app. It is in no figure until that version is deployed again; nothing of it is lost.',
    'In 1 hour the sums disagree with what was counted into it: please report this.',
    '2 records could not be stored within a day and were given up.',
    '1 record is missing: a process stopped before it could store it.',
    '2 records came more than 72 hours late and are in no figure.',
    '3 stored values could not be read as ours and were set aside.',
    '1 write failed, kept for the next.',
  ]);
});

test('records that wait unread are said first, by their least number or as not listed', () => {
  const waiting = (waitingRecords: number | null) =>
    integrityProblems({ integrity: integrity({ writeFailures: 1 }), unread: { waitingRecords } }, 0, words);
  expect(waiting(1_001)).toEqual([
    'The newest calls may be missing: at least 1,001 records wait to be summed up, more than a page can read.',
    '1 write failed, kept for the next.',
  ]);
  expect(waiting(null)[0]).toBe(
    'The newest calls may be missing: storage could not list the records that wait.',
  );
});

test('the books close when every record is merged or waiting, and say how many are not', () => {
  expect(
    integrityLine(integrity({ numberedRecords: 18_204, mergedRecords: 18_200, waitingRecords: 4 }), words),
  ).toBe('All that was stored is counted: 18,204 of 18,204 records.');
  expect(integrityLine(integrity({ numberedRecords: 816, missingRecords: 1 }), words)).toBe(
    'Not all that was stored is counted yet: 815 of 816 records.',
  );
  expect(integrityLine(integrity({ unbalancedHours: 1 }), words)).toBe(
    'Not all that was stored is counted yet: 815 of 815 records.',
  );
});

test('the probe’s cost is a range where it is one', () => {
  expect(probeCost(settings().probe, words)).toEqual({ calls: '4 calls', points: '4 to 8 points' });
  expect(probeCost({ on: true, callsAnHour: 1, pointsAnHour: exactly(1) }, words)).toEqual({
    calls: '1 call',
    points: '1 point',
  });
});

test('a price of several sources names each with its share', () => {
  expect(basisWords(endpoint(), words)).toBe('Documented 75%, Measured 25%');
  expect(basisWords(endpoint({ bases: { assumed: 3 }, assumedServed: 3 }), words)).toBe('Assumed');
  const failed = endpoint({ bases: { documented: 83, assumed: 17 }, assumedServed: 0 });
  expect(basisWords(failed, words)).toBe('Documented 83%, Not served 17%');
  expect(basisWords(endpoint({ bases: {} }), words)).toBe('–');
});

test('the filter wants every word, in the method, the path, the product or a route', () => {
  const search = endpoint();
  const issue = endpoint({
    method: 'GET',
    template: '/rest/api/3/issue/{issueIdOrKey}',
    routes: ['forge.asUser'],
  });
  const found = (filter: string) => filterEndpoints([search, issue], filter, words.text);
  expect(found('')).toEqual([search, issue]);
  expect(found('get ISSUE')).toEqual([issue]);
  expect(found('asapp')).toEqual([search]);
  expect(found('jira')).toEqual([search, issue]);
  expect(found('get search')).toEqual([]);
});

test('addresses name subpages, with or without slashes, and the bare one is the overview', () => {
  expect(['', '/', '/overview', 'endpoints', '/settings/'].map(pageOf)).toEqual([
    'overview',
    'overview',
    'overview',
    'endpoints',
    'settings',
  ]);
  expect(pageOf('/nowhere')).toBeNull();
  expect([pathOf('overview'), pathOf('limits')]).toEqual(['/', '/limits']);
});

test('a course is held against the same span before, without the step that is not over', () => {
  const say = (trend: (number | null)[], earlierPoints: number | null) =>
    trendWords({ trend, earlierPoints }, words);
  expect(say([30, 30, 7], 30)).toBe('up 100%');
  expect(say([20, 10, 700], 60)).toBe('down 50%');
  expect(say([20, 21, 7], 40)).toBe('steady');
  expect(say([20, 21, 7], 0)).toBe('new');
  expect(say([0, 0, 7], 0)).toBe('steady');
  expect(say([20, null, 7], 40)).toBe('nothing to compare');
  expect(say([20, 21, 7], null)).toBe('nothing to compare');
  expect(say([7], 5)).toBe('nothing to compare');
});

test('a step of an endpoint’s course is an hour in the wanted zone, or a UTC day', () => {
  const step = {
    startMs: Date.UTC(2026, 10, 22, 14),
    points: 1_140,
    step: 'hour' as const,
    zone: 'utc' as const,
  };
  expect(stepSentence(step, words)).toBe('Nov 22, 14:00–15:00 UTC: 1,140 points.');
  expect(stepSentence({ ...step, zone: 'local' }, words)).toBe('Nov 22, 2:00 PM: 1,140 points.');
  expect(stepSentence({ ...step, step: 'day', points: null }, words)).toBe(
    'Sun, Nov 22: could not be read; missing, not zero.',
  );
});

test('what is odd in a header is said with how often and when', () => {
  const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' as const };
  const lastAtMs = Date.UTC(2026, 10, 22, 14, 23);
  expect(findingSentence({ kind: 'unknownPolicy', pool, sent: 'new-quota', times: 3, lastAtMs }, words)).toBe(
    'Jira: the limit “new-quota” is none that is documented (3 times, last at 14:23 UTC)',
  );
});

test('the address of the endpoints keeps period, choice, filter, panel and zone, and leaves out what is usual', () => {
  const usual = readState(new URLSearchParams());
  expect(usual).toEqual({
    period: '24h',
    choice: { product: null, route: null, trigger: null },
    text: '',
    open: null,
    zone: 'utc',
  });
  expect(Object.values(queryOf(usual)).every((value) => value === null)).toBe(true);
  const state = {
    period: { fromDay: '2026-11-01', toDay: '2026-11-07' },
    choice: { product: 'jira' as const, route: 'forge.asUser' as const, trigger: 'person' as const },
    text: 'get issue',
    open: nameOf(endpoint()),
    zone: 'local' as const,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(queryOf(state))) if (value !== null) query.set(name, value);
  expect(readState(new URLSearchParams(query.toString()))).toEqual(state);
});

test('an address that somebody else wrote is read as far as it is one', () => {
  const read = (query: string) => readState(new URLSearchParams(query));
  expect(read('period=5y&product=trello&route=x&zone=mars')).toEqual(readState(new URLSearchParams()));
  fc.assert(
    fc.property(fc.string(), fc.json(), (text, json) => {
      expect(() =>
        read(new URLSearchParams({ q: text, open: json, from: text, to: text }).toString()),
      ).not.toThrow();
    }),
  );
});

test('a price that moved is said with as many digits as tell it from the one before', () => {
  expect(movedWords(2, 2.04, words)).toEqual(['2', '2.04']);
  expect(movedWords(12.0512, 12.0541, words)).toEqual(['12.0512', '12.0541']);
  expect(movedWords(null, 12.0541, words)).toEqual(['unknown', '12.05']);
});

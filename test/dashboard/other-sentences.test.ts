import { basisWords } from '../../static/dashboard/src/pages/endpoints/columns';
import { filterEndpoints } from '../../static/dashboard/src/pages/endpoints/filter';
import { pageOf, pathOf } from '../../static/dashboard/src/route';
import { booksLine, booksProblems } from '../../static/dashboard/src/sentences/books';
import { probeCost } from '../../static/dashboard/src/sentences/probe';
import { throttleSentence } from '../../static/dashboard/src/sentences/throttle';
import { whoseSentence } from '../../static/dashboard/src/sentences/whose';
import { books, endpoint, exactly, settings, throttle, words } from './fixtures';

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

test('a refusal says when, what, by which limit and when to try again', () => {
  expect(throttleSentence(throttle(), words)).toBe(
    '14:23 UTC, POST /rest/api/3/search/jql as asApp: refused by the burst limit. Retry allowed after 1 sec.',
  );
  expect(throttleSentence(throttle({ retryAtMs: throttle().atMs }), words)).toMatch(
    /Retry allowed at once\.$/,
  );
});

test('a beta limit served the call', () => {
  expect(
    throttleSentence(throttle({ enforcement: 'beta', reason: 'quotaGlobal', retryAtMs: null }), words),
  ).toBe(
    '14:23 UTC, POST /rest/api/3/search/jql as asApp: served; once enforced, refused by the hourly quota of all sites.',
  );
});

test('an unknown reason keeps the words that the server sent', () => {
  const sentence = throttleSentence(
    throttle({ reason: 'other', reasonRaw: 'new-limit', retryAtMs: null }),
    words,
  );
  expect(sentence).toMatch(/refused by an unnamed limit \(new-limit\)\.$/);
});

test('books in order have nothing to say; waiting records are no problem', () => {
  expect(booksProblems(books({ waitingRecords: 9 }), 0, words)).toEqual([]);
});

test('every trouble of the books is said, worst first', () => {
  const troubled = books({
    ...{ writeFailures: 1, lostRecords: 2, missingRecords: 1, unreadableValues: 3 },
    ...{ refusedRecords: 2, unbalancedHours: 1 },
  });
  expect(booksProblems(troubled, 2, words)).toEqual([
    'Storage could not give 2 hours this time; their figures are missing, not zero.',
    'In 1 hour the sums disagree with what was counted into it: please report this.',
    '2 records could not be stored within a day and were given up.',
    '1 record is missing: a process stopped before it could store it.',
    '2 records came more than 72 hours late and are in no figure.',
    '3 stored values could not be read as ours and were set aside.',
    '1 write failed, kept for the next.',
  ]);
});

test('the books close when every record is merged or waiting, and say how many are not', () => {
  expect(booksLine(books({ numberedRecords: 18_204, mergedRecords: 18_200, waitingRecords: 4 }), words)).toBe(
    'Books closed: 18,204 of 18,204 records.',
  );
  expect(booksLine(books({ numberedRecords: 816, missingRecords: 1 }), words)).toBe(
    'Books open: 815 of 816 records.',
  );
  expect(booksLine(books({ unbalancedHours: 1 }), words)).toBe('Books open: 815 of 815 records.');
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
  expect(basisWords(endpoint({ bases: { assumed: 3 } }), words)).toBe('Assumed');
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

import * as fc from 'fast-check';
import { isKind, kindOf } from './kind';

describe('the kind of a call', () => {
  it.each([
    ['/rest/api/3/issue/WEB-1', undefined],
    ['/rest/api/3/issue/WEB-1?', undefined],
    ['/rest/api/3/issue/WEB-1?fields=summary&expand=names&fields=status', 'expand,fields'],
    ['/rest/api/3/issue/WEB-1?expand=names&expand=schema', 'expand'],
    ['/rest/api/3/search/jql?jql=assignee%3DMia&maxResults=50&nextPageToken=abc', 'jql'],
    ['/rest/api/3/field?startAt=50&maxResults=50', undefined],
    ['/rest/api/3/search?jql=a#expand=names', 'jql'],
    ['/rest/api/3/search?jql=a#top&expand=names', 'jql'],
    ['/rest/api/3/search?expand#jql', 'expand'],
    ['/rest/api/3/search?=5&&jql=a', 'jql'],
    ['/rest/api/3/search?jql=a=b', 'jql'],
    ['?jql=a', 'jql'],
    ['/rest/api/3/issue/{issueIdOrKey}?maxResults=50&expand&fields', 'expand,fields'],
  ])('of %s is %s', (path, kind) => {
    expect(kindOf(path)).toBe(kind);
  });

  it.each(['startAt', 'start', 'cursor', 'nextPageToken', 'maxResults', 'limit', 'page', 'pageSize'])(
    'is the same for each page, and %s names no more than a page',
    (name) => {
      expect(kindOf(`/x?${name}=5`)).toBeUndefined();
      expect(kindOf(`/x?fields=a&${name}=5`)).toBe('fields');
    },
  );

  it('is read from the first 7,999 characters of a query', () => {
    expect(kindOf(`/x?${'a'.repeat(7_992)}&expand`)).toBe('+,expand');
    expect(kindOf(`/x?${'a'.repeat(7_993)}&expand`)).toBe('+');
  });

  it('has no name in it that somebody made up', () => {
    expect(kindOf('/rest/api/3/user?mia.krystof@example.com=1&__proto__=2&fields=a')).toBe('+,fields');
    fc.assert(
      fc.property(fc.webQueryParameters(), fc.string(), (query, odd) => {
        for (const kind of [kindOf(`/x?${query}`), kindOf(`/x?${odd}&fields`)])
          if (kind !== undefined) expect(isKind(kind)).toBe(true);
      }),
    );
  });

  it('stays the same when it is reported by its names', () => {
    const kind = kindOf('/rest/api/3/search?jql=a&secret=b&expand=names')!;
    expect(kindOf(`/rest/api/3/search?${kind.split(',').join('&')}`)).toBe(kind);
  });
});

import { askedInBody, askedInLists, askedObjects, asksForIds } from './asked';

const ids = (at: string, objectsEach?: number) => ({
  asks: { at, ...(objectsEach === undefined ? {} : { objectsEach }) },
});

it.each<[string, string, number | null]>([
  ['three people', '/rest/api/3/user/bulk?accountId=a&accountId=b%2Cc', 3],
  ['one list of people', '/rest/api/3/user/bulk?accountId=a,b&maxResults=200', 2],
  ['a page, where nobody is named', '/rest/api/3/user/bulk?maxResults=20', 20],
  ['nothing', '/rest/api/3/user/bulk?fields=x', null],
  ['nothing, where it has no query', '/rest/api/3/user/bulk', null],
  ['what stands before the fragment', '/rest/api/3/user/bulk?accountId=a#?accountId=b,c', 1],
])('a call that names people in its query asks for %s', (_, path, objects) => {
  expect(askedObjects(path, ids('?accountId'))).toBe(objects);
});

it('a query says nothing of what the entry expects in the body', () => {
  expect(askedObjects('/rest/api/3/search/jql?axResults=1,2', ids('maxResults'))).toBeNull();
  expect(askedInBody(ids('?accountId'), { '?accountId': 3 })).toBeNull();
});

it('each id of a body is one object where the entry does not say that it brings more', () => {
  expect(askedInBody(ids('issueIds[]'), { issueIds: [1, 2] })).toBe(2);
  expect(askedInBody(ids('issueIds[]', 10), { issueIds: [1, 2] })).toBe(20);
  expect(askedInLists(ids('issueIds[]'), { 'issueIds[]': 300 })).toBe(300);
  expect(askedInLists(ids('workflowIds[] + workflowNames[]'), { 'workflowNames[]': 4 })).toBe(4);
});

it('ids are asked for by a list or by a parameter, and by the size of a page they are not', () => {
  expect(['?accountId', 'issueIds[]', 'maxResults'].map((at) => asksForIds(ids(at)))).toEqual([
    true,
    true,
    false,
  ]);
  expect(asksForIds({ asks: null })).toBe(false);
});

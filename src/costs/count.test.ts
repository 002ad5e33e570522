import fc from 'fast-check';
import { countObjects } from './count';
import { findEntry } from './lookup';
import type { ObjectsAt } from './entry';
import type { Method, Product } from '../model';

const counted = (product: Product, method: Method, path: string, body: unknown): number | null =>
  countObjects(findEntry(product, method, path).entry, body);

describe('objects of recorded shapes', () => {
  it('counts one issue as one', () => {
    expect(counted('jira', 'GET', '/rest/api/3/issue/A-1', { id: '1', key: 'A-1', fields: {} })).toBe(1);
  });

  it('counts the issues of a search and not its other fields', () => {
    const body = { issues: [{ id: '1' }, { id: '2' }, { id: '3' }], isLast: true, names: {} };
    expect(counted('jira', 'POST', '/rest/api/3/search/jql', body)).toBe(3);
  });

  it('counts a list that is the body itself', () => {
    expect(counted('jira', 'GET', '/rest/api/3/users/search', [{}, {}])).toBe(2);
  });

  it('counts the properties of a map', () => {
    const body = { permissions: { ADMINISTER: {}, BROWSE_PROJECTS: {} } };
    expect(counted('jira', 'GET', '/rest/api/3/mypermissions', body)).toBe(2);
    expect(counted('jira', 'GET', '/rest/api/3/project/A/role', { Users: 'u', Admins: 'a' })).toBe(2);
  });

  it('counts the results of Confluence, nested ones too', () => {
    expect(counted('confluence', 'GET', '/wiki/api/v2/pages', { results: [{}], _links: {} })).toBe(1);
    const body = { page: { results: [{}, {}] }, blogpost: { results: [{}] } };
    expect(counted('confluence', 'GET', '/wiki/rest/api/space/DOCS/content', body)).toBe(3);
    const children = (body: unknown) => counted('confluence', 'GET', '/wiki/rest/api/content/1/child', body);
    expect(children({ page: { results: [{}] }, attachment: { results: [{}, {}] } })).toBe(3);
    expect(children({ _expandable: { page: '' } })).toBe(0);
  });

  it('counts nothing in the answer of a write', () => {
    expect(counted('jira', 'POST', '/rest/api/3/issue', { id: '1', key: 'A-1' })).toBe(0);
  });

  it('does not know what an expression has touched', () => {
    expect(counted('jira', 'POST', '/rest/api/3/expression/evaluate', { value: 3 })).toBeNull();
  });
});

describe('other shapes than expected', () => {
  it('says that it does not know, which is not none', () => {
    expect(counted('jira', 'GET', '/rest/api/3/search/jql', { errorMessages: ['no'] })).toBeNull();
    expect(counted('jira', 'GET', '/rest/api/3/search/jql', { issues: { length: 4 } })).toBeNull();
    expect(counted('jira', 'GET', '/rest/api/3/mypermissions', { permissions: [] })).toBeNull();
    expect(counted('jira', 'GET', '/rest/api/3/issue/A-1', 'gone')).toBeNull();
    expect(counted('jira', 'GET', '/rest/api/3/issue/A-1', null)).toBeNull();
  });

  it.each(['values', 'results', 'issues', 'items', 'users', 'groups', 'records', 'comments'])(
    'finds a list by its usual name %s, where no entry says its place',
    (name) => {
      expect(countObjects(null, { startAt: 0, [name]: [{ id: '1' }, { id: '2' }], total: 9 })).toBe(2);
    },
  );

  it('counts a list where one object was expected', () => {
    expect(counted('jira', 'GET', '/rest/api/3/issue/A-1', [{ id: '1' }, { id: '2' }])).toBe(2);
    expect(counted('jira', 'GET', '/rest/api/3/issue/A-1', [])).toBe(0);
  });

  it('tries the usual shapes without an entry', () => {
    expect(countObjects(null, [1, 2])).toBe(2);
    expect(countObjects(null, { values: [1, 2, 3], total: 9 })).toBe(3);
    expect(countObjects(null, { id: 7 })).toBe(1);
    expect(countObjects(null, 'text')).toBeNull();
  });

  it('gives a whole number or null for any body, and never throws', () => {
    const where = fc.constantFrom<ObjectsAt>(
      'none',
      'unseen',
      'body',
      '[]',
      '{}',
      'values[]',
      'a.b[]',
      '__proto__{}',
    );
    fc.assert(
      fc.property(fc.option(where), fc.anything(), (objectsAt, body) => {
        const count = countObjects(objectsAt === null ? null : { objectsAt }, body);
        expect(count === null || (Number.isInteger(count) && count >= 0)).toBe(true);
      }),
    );
  });
});

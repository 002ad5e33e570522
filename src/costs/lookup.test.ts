import fc from 'fast-check';
import { catalogue } from './catalogue';
import { templateOf } from './lookup';
import { methods, products } from '../model';
import { anyCharacter } from '../../test/support/any-character';

describe('known paths', () => {
  it.each([
    ['/rest/api/3/issue/ABC-123', '/rest/api/3/issue/{issueIdOrKey}'],
    ['/rest/api/3/issue/ABC-123/?fields=summary#top', '/rest/api/3/issue/{issueIdOrKey}'],
    ['https://acme.atlassian.net/rest/api/3/issue/ABC-123', '/rest/api/3/issue/{issueIdOrKey}'],
    ['/ex/jira/11223344-a1b2-3b33-c444-def123456789/rest/api/3/myself', '/rest/api/3/myself'],
    ['https://api.atlassian.com/ex/jira/11223344/rest/api/3/myself', '/rest/api/3/myself'],
    ['//rest//api/3/project/search', '/rest/api/3/project/search'],
    ['https://acme.atlassian.net/rest/api/3/field/', '/rest/api/3/field'],
    ['rest/api/3/field', '/rest/api/3/field'],
    ['rest/api/3/field?startAt=0', '/rest/api/3/field'],
    // Longer paths go on with this word; where the path ends, an id stands there.
    ['/rest/api/3/attachment/content', '/rest/api/3/attachment/{id}'],
    ['/rest/api/3/project/SEARCH', '/rest/api/3/project/{projectIdOrKey}'],
    ['/rest/api/2/issue/ABC-123', '/rest/api/2/issue/{issueIdOrKey}'],
    ['/rest/api/latest/field', '/rest/api/latest/field'],
    ['/rest/agile/latest/board/7/sprint', '/rest/agile/latest/board/{boardId}/sprint'],
    ['/rest/servicedeskapi/request/HELP-1/sla', '/rest/servicedeskapi/request/{issueIdOrKey}/sla'],
  ])('names %s as %s', (path, template) => {
    expect(templateOf('jira', 'GET', path)).toEqual({ template, known: true });
  });

  it.each([
    ['/wiki/rest/api/user?accountId=557058:0000', '/wiki/rest/api/user'],
    ['/wiki/api/v2/pages/123', '/wiki/api/v2/pages/{id}'],
    ['/ex/confluence/11223344/wiki/api/v2/spaces/9/permissions', '/wiki/api/v2/spaces/{id}/permissions'],
    ['/ex/confluence/11223344/rest/api/content/9', '/wiki/rest/api/content/{id}'],
  ])('names Confluence’s %s as %s', (path, template) => {
    expect(templateOf('confluence', 'GET', path)).toEqual({ template, known: true });
  });

  it('names the GraphQL gateway by one path', () => {
    expect(templateOf('graphql', 'POST', '/gateway/api/graphql?q=getIssue')).toEqual({
      template: '/graphql',
      known: true,
    });
  });

  it('keeps the name of a known path for a method that the catalogue does not have', () => {
    expect(templateOf('jira', 'PATCH', '/rest/api/3/issue/ABC-123')).toEqual({
      template: '/rest/api/3/issue/{issueIdOrKey}',
      known: false,
    });
  });

  it('finds every row of the catalogue under its own template', () => {
    for (const { product, method, template } of catalogue) {
      const path = template.replace(/\{[^}]*\}/g, '10001');
      expect(templateOf(product, method, path)).toEqual({ template, known: true });
    }
  });
});

describe('unknown paths', () => {
  it.each([
    ['/rest/api/3/issue/ABC-123/secrets/ann', '/rest/api/3/issue/{issueIdOrKey}/{id}/{id}'],
    // `search` stands where an issue key belongs, so it is taken for one.
    ['/rest/api/3/issue/search/rank', '/rest/api/3/issue/{issueIdOrKey}/rank'],
    ['/rest/api/3/plans/42/teams/red', '/rest/api/3/plans/{id}/teams/{id}'],
    ['/rest/api/3/issue%2FABC-123', '/rest/api/3/{id}'],
    ['/rest/api/3/issue;name=ann/ABC-123', '/rest/api/3/{id}/{id}'],
    ['/rest/api/3/../../ann', '/rest/api/3/{id}/{id}/{id}'],
    // Versions are none where no API has one: elsewhere 3 may be anybody's id.
    ['/plans/3/v2/1.0', '/plans/{id}/{id}/{id}'],
    ['/rest/api/4/issue/ABC-1', '/rest/api/{id}/issue/{id}'],
    ['/rest/plans/latest/issue', '/rest/plans/{id}/issue'],
    ['/gateway/plans/issue', '/{id}/plans/issue'],
    ['x/field', '/{id}/field'],
    ['?name=ann', '/'],
    ['', '/'],
  ])('reduces %s to %s', (path, template) => {
    expect(templateOf('jira', 'GET', path)).toEqual({ template, known: false });
  });

  it('knows the versions of Jira for Jira alone', () => {
    expect(templateOf('bitbucket', 'GET', '/rest/api/2/issue/ABC-1')).toEqual({
      ...{ template: '/rest/api/{id}/issue/{id}', known: false },
    });
    expect(templateOf('bitbucket', 'GET', '/rest/api/3/field').known).toBe(false);
  });

  it('cuts a path that is deeper than any API', () => {
    const { template } = templateOf('jira', 'GET', '/a'.repeat(10_000));
    expect(template).toBe('/{id}'.repeat(12));
  });
});

describe('nothing that names a person or a thing survives', () => {
  const marker = fc.oneof(
    fc.stringMatching(/^[A-Z]{2,10}-[0-9]{1,6}$/),
    fc.stringMatching(/^[1-9][0-9]{3,18}$/),
    fc.uuid(),
    fc.emailAddress(),
    fc.stringMatching(/^[0-9]{6}:[0-9a-f]{8}-[0-9a-f]{4}$/),
    fc.stringMatching(/^Zz[a-z]{3,12}$/),
    fc.stringMatching(/^zzq[a-z]{3,12}$/).map((name) => encodeURIComponent(`${name} Müller`)),
  );
  const prefixes = [
    '',
    '/rest/api/3',
    '/rest/api/2',
    '/wiki/api/v2',
    '/wiki/rest/api',
    '/rest/agile/1.0',
    '/ex/jira',
  ];
  const apiWords = [
    'issue',
    'search',
    'project',
    'user',
    'group',
    'pages',
    'permissions',
    'role',
    'properties',
    'x',
  ];

  it('whatever the product, the method and the place in the path', () => {
    const segment = fc.oneof(
      fc.constantFrom(...apiWords),
      marker.map((text) => `\u0000${text}`),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...products),
        fc.constantFrom(...methods),
        fc.constantFrom(...prefixes),
        fc.array(segment, { maxLength: 14 }),
        marker,
        (product, method, prefix, segments, queryValue) => {
          const marked = segments.filter((text) => text.startsWith('\u0000')).map((text) => text.slice(1));
          const path = `${prefix}/${segments.map((text) => text.replace('\u0000', '')).join('/')}?q=${queryValue}`;
          const { template } = templateOf(product, method, path);
          const kept = template.split('/');
          for (const text of [...marked, queryValue]) expect(kept).not.toContain(text);
          expect(template).not.toMatch(/[?#@:%]/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('and only words, versions and parameters are left of any string', () => {
    fc.assert(
      fc.property(fc.constantFrom(...products), fc.string({ unit: anyCharacter }), (product, path) => {
        expect(templateOf(product, 'GET', path).template).toMatch(
          /^(?:\/|(?:\/(?:\{[A-Za-z-]+\}|[a-z][A-Za-z-]*|v?\d+(?:\.\d+)?))+)$/,
        );
      }),
    );
  });
});

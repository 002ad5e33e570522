import { catalogue } from './catalogue';
import file from './catalogue.json';
import { findEntry } from './lookup';
import { costRules, objectKinds } from './entry';
import { priceKey } from './overrides';
import { ruleWords } from './rule-words';
import { schemaFaults, schemaOf } from '../../test/support/json-schema';

describe('the catalogue', () => {
  it('has at least 120 endpoints, and each of them once', () => {
    const keys = catalogue.map(({ product, method, template }) => priceKey(product, method, template));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThanOrEqual(120);
  });

  it('covers every product area', () => {
    for (const start of [
      '/rest/api/3/',
      '/rest/agile/1.0/',
      '/rest/servicedeskapi/',
      '/wiki/rest/api/',
      '/wiki/api/v2/',
    ]) {
      expect(catalogue.filter(({ template }) => template.startsWith(start)).length).toBeGreaterThanOrEqual(
        20,
      );
    }
  });

  it('names for each row where the price and the path come from, and when that was read', () => {
    for (const row of catalogue) {
      expect(row.source).toMatch(/^https:\/\/[a-z.]+\.atlassian\.com\//);
      expect(row.reference).toMatch(/^https:\/\/developer\.atlassian\.com\//);
      expect(row.readOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it('says for each path with which published edition it was compared, or that it was with none', () => {
    const editions = new Set(catalogue.map((row) => row.comparedWith));
    expect(editions).toEqual(
      new Set([
        'jira.js 6.2.0',
        'jira.js 5.4.0, no longer in 6.2.0',
        'confluence.js 3.2.0',
        'confluence.js 2.1.0, no longer in 3.2.0',
        null,
      ]),
    );
    const uncompared = catalogue.filter((row) => row.comparedWith === null);
    expect(uncompared.map(({ method, template }) => `${method} ${template}`)).toEqual([
      'GET /secure/attachment/{id}/{fileName}',
      'GET /rest/api/3/project',
      'GET /rest/api/3/user/email/bulk',
      'GET /rest/api/3/resolution/search',
      'GET /rest/forge/1/app/properties',
      'GET /rest/forge/1/app/properties/{propertyKey}',
      'POST /rest/backup/1/export/runbackup',
      'GET /secure/viewavatar',
      'GET /rest/agile/1.0/board/{boardId}/sprint/{sprintId}/issue',
      'GET /rest/agile/1.0/epic/{epicIdOrKey}/issue',
      'GET /wiki/rest/api/space/{spaceKey}/content',
      'POST /graphql',
    ]);
  });

  it('calls a parameter in one place by one name', () => {
    const names = new Map<string, string>();
    for (const { product, template } of catalogue) {
      const shape = `${product} ${template.replace(/\{[^}]*\}/g, '{}')}`;
      expect(names.get(shape) ?? template).toBe(template);
      names.set(shape, template);
    }
  });

  it('prices PUT and DELETE as writes, and GET never as one', () => {
    for (const { method, rule } of catalogue) {
      if (method === 'PUT' || method === 'DELETE') expect(rule).toBe('write');
      if (method === 'GET') expect(['confirmed', 'published', 'flat', 'objectsOnly']).toContain(rule);
    }
  });

  it('is a file of its schema, and a row that does not fit it is noticed', () => {
    const schema = schemaOf('docs/catalogue.schema.json');
    expect(schemaFaults(file, schema)).toEqual([]);
    const odd = { ...file, version: 'today', groups: [{ product: 'trello', endpoints: [{ path: 'x' }] }] };
    expect(schemaFaults(odd, schema)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\/version must match pattern/),
        "/groups/0 must have required property 'source'",
        '/groups/0/product must be equal to one of the allowed values',
        "/groups/0/endpoints/0 must have required property 'method'",
        expect.stringMatching(/^\/groups\/0\/endpoints\/0\/path must match pattern/),
      ]),
    );
  });

  it('has the rules and the kinds of objects that its schema offers, and each rule in words of its own', () => {
    const { $defs } = schemaOf('docs/catalogue.schema.json') as {
      $defs: { endpoint: { properties: { rule: { enum: string[] }; objects: { enum: string[] } } } };
    };
    const { rule, objects } = $defs.endpoint.properties;
    expect([...costRules]).toEqual(rule.enum);
    expect([...objectKinds]).toEqual(objects.enum);
    const words = costRules.map(ruleWords);
    expect(new Set(words).size).toBe(words.length);
    for (const sentence of words) expect(sentence).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('uses each row: a call of its method and path is priced by it, and by no other', () => {
    for (const row of catalogue) {
      const called = row.template.replace(/\{[^}]*\}/g, 'Some-7');
      expect(findEntry(row.product, row.method, called).entry).toBe(row);
    }
    expect(catalogue).toHaveLength(file.groups.reduce((sum, { endpoints }) => sum + endpoints.length, 0));
  });

  it('uses each source and each edition that it names, and names each that it uses', () => {
    const rows = file.groups.flatMap(({ source, comparedWith, endpoints }) =>
      endpoints.map((row): { source?: string; comparedWith?: string | null } => ({
        ...{ source, comparedWith },
        ...row,
      })),
    );
    expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(Object.keys(file.sources)));
    const editions = rows.flatMap(({ comparedWith }) => comparedWith ?? []);
    expect(new Set(editions)).toEqual(new Set(Object.keys(file.editions)));
  });

  it('says who measured what is measured, and by how many calls as far as it is known', () => {
    for (const { basis, measured } of catalogue) expect(measured !== null).toBe(basis === 'measured');
    expect(findEntry('jira', 'POST', '/rest/api/3/search/jql').entry?.measured).toEqual({
      by: 'a partner, 2026-02-27',
      calls: 50,
    });
  });

  it('has no default page above the largest', () => {
    for (const { page } of catalogue) {
      if (page?.defaultObjects == null || page.maxObjects == null) continue;
      expect(page.defaultObjects).toBeLessThanOrEqual(page.maxObjects);
    }
  });

  it('calls measured only what has a measurement as its source', () => {
    for (const { basis, source } of catalogue) {
      expect(basis === 'measured').toBe(source.includes('community.developer.atlassian.com'));
    }
  });
});

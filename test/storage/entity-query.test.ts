import { Filter, FilterConditions, MetadataField, Sort, WhereConditions, kvs } from '@forge/kvs';
import { type Harness, openHarness, post, refusalOf } from './harness';

interface Employee {
  surname?: string;
  age?: number;
  salary?: number;
  nationality?: string;
  remote?: boolean;
  notes?: unknown;
}

const staff: Record<string, Employee> = {
  e1: { surname: 'Ito', age: 30, salary: 10.5, nationality: 'jp', remote: true },
  e2: { surname: 'Abe', age: 50, salary: 9, nationality: 'jp', remote: true, notes: { since: [2019] } },
  e3: { surname: 'Silva', age: 30, salary: 7, nationality: 'br', remote: false },
  e4: { surname: 'Souza', age: 41, salary: 8, nationality: 'br', remote: true },
  e5: { surname: 'Okada', age: 9, salary: 8, nationality: 'jp', remote: false, notes: 'trainee' },
  e6: { surname: 'Nobody' },
};

let harness: Harness;
const entity = kvs.entity<Employee>('employee');

beforeEach(async () => {
  harness = openHarness();
  for (const [key, value] of Object.entries(staff)) await entity.set(key, value);
});
afterEach(() => {
  harness.service.close();
});

async function keysOf(query: { getMany(): Promise<{ results: { key: string }[] }> }): Promise<string[]> {
  return (await query.getMany()).results.map((result) => result.key);
}

test('An index lists the entities that have its attributes, in the order of its range, then of keys.', async () => {
  await expect(keysOf(entity.query().index('by-age'))).resolves.toEqual(['e5', 'e1', 'e3', 'e4', 'e2']);
  await expect(keysOf(entity.query().index('by-age').sort(Sort.DESC))).resolves.toEqual([
    'e2',
    'e4',
    'e3',
    'e1',
    'e5',
  ]);
  await expect(keysOf(entity.query().index('surname'))).resolves.toEqual([
    'e2',
    'e1',
    'e6',
    'e5',
    'e3',
    'e4',
  ]);
});

test.each([
  [WhereConditions.equalTo(30), ['e1', 'e3']],
  [WhereConditions.greaterThan(30), ['e4', 'e2']],
  [WhereConditions.greaterThanEqualTo(30), ['e1', 'e3', 'e4', 'e2']],
  [WhereConditions.lessThan(30), ['e5']],
  [WhereConditions.lessThanEqualTo(30), ['e5', 'e1', 'e3']],
  [WhereConditions.between(30, 41), ['e1', 'e3', 'e4']],
])('The range %j of an age finds %j.', async (condition, keys) => {
  await expect(keysOf(entity.query().index('by-age').where(condition))).resolves.toEqual(keys);
});

test('The range of a text can ask for its beginning.', async () => {
  const query = entity.query().index('surname').where(WhereConditions.beginsWith('S'));
  await expect(keysOf(query)).resolves.toEqual(['e3', 'e4']);
});

test('A partition narrows an index to its values.', async () => {
  const japanese = entity.query().index('by-age-per-nationality', { partition: ['jp'] });
  await expect(keysOf(japanese.where(WhereConditions.greaterThan(10)))).resolves.toEqual(['e1', 'e2']);
  const remote = entity.query().index('by-salary', { partition: ['jp', true] });
  await expect(keysOf(remote)).resolves.toEqual(['e2', 'e1']);
});

test('A partition needs a value of the right type for each attribute.', async () => {
  const none = entity.query().index('by-salary').getMany();
  await expect(refusalOf(none)).resolves.toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  const half = entity
    .query()
    .index('by-salary', { partition: ['jp'] })
    .getMany();
  await expect(refusalOf(half)).resolves.toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  const wrong = entity
    .query()
    .index('by-salary', { partition: ['jp', 'yes'] })
    .getMany();
  await expect(refusalOf(wrong)).resolves.toEqual({ status: 400, code: 'INCORRECT_PROPERTY_TYPE' });
  const range = entity.query().index('by-age').where(WhereConditions.equalTo('30')).getMany();
  await expect(refusalOf(range)).resolves.toEqual({ status: 400, code: 'INCORRECT_PROPERTY_TYPE' });
});

test.each([
  ['surname', FilterConditions.beginsWith('S'), ['e3', 'e4']],
  ['surname', FilterConditions.contains('ka'), ['e5']],
  ['surname', FilterConditions.notContains('a'), ['e1', 'e2']],
  ['age', FilterConditions.between(9, 30), ['e5', 'e1', 'e3']],
  ['age', FilterConditions.greaterThan(41), ['e2']],
  ['age', FilterConditions.greaterThanEqualTo(41), ['e4', 'e2']],
  ['age', FilterConditions.lessThan(30), ['e5']],
  ['age', FilterConditions.lessThanEqualTo(30), ['e5', 'e1', 'e3']],
  ['remote', FilterConditions.equalTo(false), ['e5', 'e3']],
  ['nationality', FilterConditions.notEqualTo('jp'), ['e3', 'e4']],
  ['notes', FilterConditions.exists(), ['e5', 'e2']],
  ['notes', FilterConditions.notExists(), ['e1', 'e3', 'e4']],
] as const)('The filter on %s, %j, keeps %j.', async (field, condition, keys) => {
  const query = entity.query().index('by-age').filters(new Filter<Employee>().and(field, condition));
  await expect(keysOf(query)).resolves.toEqual(keys);
});

test('Filters join by all-of or by any-of.', async () => {
  const both = new Filter<Employee>()
    .and('nationality', FilterConditions.equalTo('jp'))
    .and('remote', FilterConditions.equalTo(true));
  await expect(keysOf(entity.query().index('by-age').filters(both))).resolves.toEqual(['e1', 'e2']);
  const either = new Filter<Employee>()
    .or('nationality', FilterConditions.equalTo('br'))
    .or('age', FilterConditions.lessThan(10));
  await expect(keysOf(entity.query().index('by-age').filters(either))).resolves.toEqual(['e5', 'e3', 'e4']);
});

test('Pages follow the cursor through equal ranges, up and down.', async () => {
  for (const sort of [Sort.ASC, Sort.DESC]) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = entity.query().index('by-age').sort(sort).limit(2);
      const page = await (cursor === undefined ? query : query.cursor(cursor)).getMany();
      seen.push(...page.results.map((result) => result.key));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    const up = ['e5', 'e1', 'e3', 'e4', 'e2'];
    expect(seen).toEqual(sort === Sort.ASC ? up : up.reverse());
  }
});

test('Filters thin out a page that was read: it can be empty and have a cursor.', async () => {
  const old = new Filter<Employee>().and('age', FilterConditions.greaterThan(40));
  const first = await entity.query().index('by-age').filters(old).limit(3).getMany();
  expect(first.results).toEqual([]);
  const next = entity.query().index('by-age').filters(old).limit(3).cursor(String(first.nextCursor));
  await expect(keysOf(next)).resolves.toEqual(['e4', 'e2']);
});

test('Results carry the metadata that was asked for.', async () => {
  await entity.set('e7', { age: 1 }, { ttl: { value: 30, unit: 'MINUTES' } });
  const query = kvs.entity<Employee>('employee').query({ metadataFields: [MetadataField.EXPIRE_TIME] });
  const result = await query.index('by-age').getOne();
  expect(result).toEqual({ key: 'e7', value: { age: 1 }, expireTime: '2026-10-01T12:30:00.000Z' });
});

test.each([
  [{ filters: { and: [] } }, 400, 'EMPTY_FILTER_OPERATOR'],
  [{ filters: { and: [{}], or: [{}] } }, 400, 'INVALID_FILTER_OPERATORS_COMBINATION'],
  [{ filters: {} }, 400, 'INVALID_REQUEST'],
  [
    { filters: { and: [{ property: 'age', condition: 'BETWEEN', values: [1] }] } },
    400,
    'INSUFFICIENT_FILTER_VALUES',
  ],
  [{ range: { condition: 'BETWEEN', values: [1] } }, 400, 'INSUFFICIENT_FILTER_VALUES'],
  [{ range: { condition: 'CONTAINS', values: [1] } }, 400, 'INVALID_REQUEST'],
  [
    { filters: { and: [{ property: 'shoe', condition: 'EXISTS', values: [true] }] } },
    404,
    'SCHEMA_NOT_FOUND',
  ],
  [{ limit: 101 }, 400, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE'],
  [{ sort: 'UP' }, 400, 'INVALID_REQUEST'],
  [{ cursor: 'x' }, 400, 'INVALID_REQUEST'],
])('The query %j is refused.', async (parts, status, code) => {
  const body = { entityName: 'employee', indexName: 'by-age', ...parts };
  await expect(post(harness, '/api/v1/entity/query', body)).resolves.toMatchObject({
    status,
    json: { code },
  });
});

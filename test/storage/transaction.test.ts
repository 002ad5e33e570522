import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { type Harness, openHarness, post, refusalOf } from './harness';

interface Employee {
  age?: number;
  surname?: string;
}

let harness: Harness;
const entity = kvs.entity<Employee>('employee');
beforeEach(() => {
  harness = openHarness();
});
afterEach(() => {
  harness.service.close();
});

function aged(years: number) {
  const conditions = new Filter<Employee>().and('age', FilterConditions.equalTo(years));
  return { entityName: 'employee', conditions };
}

test('A transaction sets and deletes plain values and entities together.', async () => {
  await kvs.set('old', 1);
  await kvs.transact().set('new', 2).set('e', { age: 3 }, { entityName: 'employee' }).delete('old').execute();
  await expect(kvs.get('new')).resolves.toBe(2);
  await expect(kvs.get('old')).resolves.toBeUndefined();
  await expect(entity.get('e')).resolves.toEqual({ age: 3 });
});

test('Of a transaction that breaks a condition nothing is written.', async () => {
  await entity.set('e', { age: 30 });
  const refused = kvs.transact().set('other', 1).set<Employee>('e', { age: 32 }, aged(31)).execute();
  await expect(refusalOf(refused)).resolves.toEqual({ status: 400, code: 'CONDITIONAL_CHECK_FAILED' });
  await expect(kvs.get('other')).resolves.toBeUndefined();
  await expect(entity.get('e')).resolves.toEqual({ age: 30 });
  await kvs.transact().set('other', 1).set<Employee>('e', { age: 31 }, aged(30)).execute();
  await expect(entity.get('e')).resolves.toEqual({ age: 31 });
});

test('Of writers that each expect the same version one wins.', async () => {
  await entity.set('e', { age: 0 });
  const writers = [1, 2, 3].map((age) => kvs.transact().set<Employee>('e', { age }, aged(0)).execute());
  const results = await Promise.allSettled(writers);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected']);
});

test('A delete can have a condition, and a check writes nothing.', async () => {
  await entity.set('guard', { age: 1 });
  await entity.set('victim', { age: 2 });
  const wrong = kvs.transact().delete('victim', aged(3)).execute();
  await expect(refusalOf(wrong)).resolves.toMatchObject({ code: 'CONDITIONAL_CHECK_FAILED' });
  const closed = kvs.transact().check('guard', aged(9)).delete('victim').execute();
  await expect(refusalOf(closed)).resolves.toMatchObject({ code: 'CONDITIONAL_CHECK_FAILED' });
  await kvs.transact().check('guard', aged(1)).delete('victim', aged(2)).execute();
  await expect(entity.get('victim')).resolves.toBeUndefined();
  await expect(entity.get('guard')).resolves.toEqual({ age: 1 });
});

test('An entity that is not there has no attributes: only NOT_EXISTS and the like hold for it.', async () => {
  const absent = {
    entityName: 'employee',
    conditions: new Filter<Employee>().and('age', FilterConditions.notExists()),
  };
  await kvs.transact().set<Employee>('e', { age: 1 }, absent).execute();
  const again = kvs.transact().set<Employee>('e', { age: 2 }, absent).execute();
  await expect(refusalOf(again)).resolves.toMatchObject({ code: 'CONDITIONAL_CHECK_FAILED' });
  const expected = kvs.transact().set<Employee>('none', { age: 2 }, aged(1)).execute();
  await expect(refusalOf(expected)).resolves.toMatchObject({ code: 'CONDITIONAL_CHECK_FAILED' });
});

test('Any-of conditions hold when one does.', async () => {
  await entity.set('e', { age: 5 });
  const conditions = new Filter<Employee>()
    .or('age', FilterConditions.lessThan(3))
    .or('age', FilterConditions.greaterThan(4));
  await kvs.transact().set<Employee>('e', { age: 6 }, { entityName: 'employee', conditions }).execute();
  await expect(entity.get('e')).resolves.toEqual({ age: 6 });
});

test('The time to live is the fourth argument of a set; in the third the client drops it.', async () => {
  const ttl = { value: 1, unit: 'MINUTES' } as const;
  await kvs.transact().set('kept', 1).set('gone', 1, undefined, { ttl }).execute();
  harness.clock.advance(60_000);
  await expect(kvs.get('kept')).resolves.toBe(1);
  await expect(kvs.get('gone')).resolves.toBeUndefined();
});

test('A transaction has 25 operations at most, and none is no transaction.', async () => {
  const full = kvs.transact();
  for (let n = 0; n < 25; n += 1) full.set(`key-${n}`, n);
  await full.execute();
  const over = full.delete('one-more').execute();
  await expect(refusalOf(over)).resolves.toEqual({ status: 422, code: 'TOO_MANY_OPERATIONS' });
  await expect(refusalOf(kvs.transact().execute())).resolves.toMatchObject({ code: 'INVALID_REQUEST' });
});

test('A key can stand once in a transaction, an entity’s key beside a plain one.', async () => {
  const twice = kvs.transact().set('a', 1).delete('a').execute();
  await expect(refusalOf(twice)).resolves.toEqual({ status: 400, code: 'KEY_DUPLICATION_ERROR' });
  await kvs.transact().set('a', 1).delete('a', { entityName: 'employee' }).execute();
});

test('A transaction carries 4 MB at most.', async () => {
  const heavy = kvs.transact();
  for (let n = 0; n < 18; n += 1) heavy.set(`key-${n}`, 'x'.repeat(239 * 1024));
  await expect(refusalOf(heavy.execute())).resolves.toEqual({ status: 400, code: 'MAX_SIZE' });
  expect(harness.service.dump()).toEqual([]);
});

test('A value that cannot be stored refuses the whole transaction.', async () => {
  const refused = kvs
    .transact()
    .set('good', 1)
    .set('e', { age: 'old' }, { entityName: 'employee' })
    .execute();
  await expect(refusalOf(refused)).resolves.toEqual({ status: 400, code: 'INCORRECT_PROPERTY_TYPE' });
  await expect(kvs.get('good')).resolves.toBeUndefined();
});

test.each([
  [{ set: [{ key: 'a', value: 1, conditions: { and: [{}] } }] }, 'INVALID_REQUEST'],
  [{ check: [{ key: 'a', entityName: 'employee' }] }, 'INVALID_REQUEST'],
  [{ set: [{ key: 'a', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS' } }] }, 'INVALID_REQUEST'],
  [{ set: { key: 'a' } }, 'INVALID_REQUEST'],
  [{ check: [{ key: 'a', entityName: 'employee', conditions: { and: [] } }] }, 'EMPTY_FILTER_OPERATOR'],
])('The transaction %j is refused.', async (body, code) => {
  await expect(post(harness, '/api/v1/transaction', body)).resolves.toMatchObject({
    status: 400,
    json: { code },
  });
});

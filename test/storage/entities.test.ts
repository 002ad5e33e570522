import { MetadataField, kvs } from '@forge/kvs';
import { createStorageService } from '../../emulator/forge/storage/service';
import { type Harness, employee, openHarness, refusalOf, startMs } from './harness';

const ito = { surname: 'Ito', age: 30, salary: 10.5, nationality: 'jp', remote: true };

let harness: Harness;
const entity = kvs.entity('employee');

beforeEach(async () => {
  harness = openHarness();
  await entity.set('e1', ito);
});
afterEach(() => {
  harness.service.close();
});

test('An entity is set, got with metadata, and deleted, apart from plain keys.', async () => {
  await expect(entity.get('e1')).resolves.toEqual(ito);
  await expect(entity.get('e1', { metadataFields: [MetadataField.CREATED_AT] })).resolves.toEqual({
    key: 'e1',
    value: ito,
    createdAt: startMs,
  });
  await expect(kvs.get('e1')).resolves.toBeUndefined();
  await entity.delete('e1');
  await expect(entity.get('e1')).resolves.toBeUndefined();
  expect((await kvs.query().getMany()).results).toEqual([]);
});

test('Key policies hold for entities too.', async () => {
  const taken = entity.set('e1', { age: 1 }, { keyPolicy: 'FAIL_IF_EXISTS' });
  await expect(refusalOf(taken)).resolves.toEqual({ status: 409, code: 'KEY_CONFLICT' });
  const previous = await entity.set('e1', { age: 31 }, { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' });
  expect(previous).toEqual({ key: 'e1', value: ito });
});

test.each([
  ['age', 1.5],
  ['age', '30'],
  ['age', 2_147_483_648],
  ['age', 1_790_856_000_000],
  ['salary', 'much'],
  ['surname', 7],
  ['remote', 'yes'],
  ['surname', null],
])('The attribute %s of %j has the wrong type.', async (name, value) => {
  const refusal = await refusalOf(kvs.entity('employee').set('e9', { [name]: value }));
  expect(refusal).toEqual({ status: 400, code: 'INCORRECT_PROPERTY_TYPE' });
});

test.each([
  ['age', -2_147_483_648],
  ['age', 2_147_483_647],
  ['salary', 3],
  ['salary', 1_790_856_000_000],
  ['notes', { any: ['thing', 1] }],
])('The attribute %s may be %j.', async (name, value) => {
  await kvs.entity('employee').set('e9', { [name]: value });
  await expect(kvs.entity('employee').get('e9')).resolves.toEqual({ [name]: value });
});

test.each([['text'], [7], [[1]], [{ height: 180 }]])(
  'The value %j is not what the manifest declares.',
  async (value) => {
    const refusal = await refusalOf(kvs.entity('employee').set('e9', value));
    expect(refusal).toEqual({ status: 400, code: 'INVALID_ENTITY_VALUE' });
  },
);

test('An entity or index that the manifest does not declare is SCHEMA_NOT_FOUND.', async () => {
  const unknown = { status: 404, code: 'SCHEMA_NOT_FOUND' };
  await expect(refusalOf(kvs.entity('customer').get('c'))).resolves.toEqual(unknown);
  await expect(refusalOf(kvs.entity('customer').set('c', {}))).resolves.toEqual(unknown);
  await expect(refusalOf(kvs.entity('customer').query().index('x').getMany())).resolves.toEqual(unknown);
  await expect(refusalOf(entity.query().index('by-shoe-size').getMany())).resolves.toEqual(unknown);
});

test.each([
  [[employee, employee], 'declared twice'],
  [[{ ...employee, indexes: ['height'] }], 'typed attribute "height"'],
  [[{ ...employee, indexes: ['notes'] }], 'typed attribute "notes"'],
  [[{ ...employee, indexes: [{ name: 'two', range: ['age', 'salary'] }] }], 'exactly one range attribute'],
])('Entities that could not be deployed are refused at the start.', (entities, message) => {
  expect(() => createStorageService({ file: ':memory:', clock: harness.clock, entities })).toThrow(message);
});

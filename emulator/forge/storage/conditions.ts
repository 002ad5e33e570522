import { StorageRefusal, invalidRequest } from './errors';
import { fieldsOf, listOf, oneOf } from './json';

export const rangeConditions = [
  'BEGINS_WITH',
  'BETWEEN',
  'EQUAL_TO',
  'GREATER_THAN',
  'GREATER_THAN_EQUAL_TO',
  'LESS_THAN',
  'LESS_THAN_EQUAL_TO',
] as const;

export const filterConditions = [
  ...rangeConditions,
  'NOT_EQUAL_TO',
  'CONTAINS',
  'NOT_CONTAINS',
  'EXISTS',
  'NOT_EXISTS',
] as const;
export type Condition = (typeof filterConditions)[number];

export interface Clause {
  condition: Condition;
  values: [unknown, ...unknown[]];
}

/** @throws StorageRefusal 400 INSUFFICIENT_FILTER_VALUES when BETWEEN has less than two values */
export function readClause(value: unknown, allowed: readonly Condition[], what: string): Clause {
  const fields = fieldsOf(value, what);
  const condition = oneOf(fields['condition'], allowed, `The condition of ${what}`);
  const [first, ...rest] = listOf(fields['values'], `The values of ${what}`);
  if (condition === 'BETWEEN' && rest.length === 0) {
    throw new StorageRefusal(400, 'INSUFFICIENT_FILTER_VALUES', `BETWEEN in ${what} needs two values.`);
  }
  if (first === undefined) throw invalidRequest(`${condition} in ${what} needs a value.`);
  return { condition, values: [first, ...rest] };
}

/**
 * Whether a stored attribute meets a clause; `undefined` is an attribute that is not there.
 * Nothing compares with an absent attribute, so only the negative conditions hold for it.
 */
export function holds(clause: Clause, attribute: unknown): boolean {
  const [first, second] = clause.values;
  switch (clause.condition) {
    case 'EXISTS':
      return attribute !== undefined;
    case 'NOT_EXISTS':
      return attribute === undefined;
    case 'EQUAL_TO':
      return attribute === first;
    case 'NOT_EQUAL_TO':
      return attribute !== first;
    case 'BEGINS_WITH':
      return typeof attribute === 'string' && attribute.startsWith(String(first));
    case 'CONTAINS':
      return contains(attribute, first);
    case 'NOT_CONTAINS':
      return !contains(attribute, first);
    case 'GREATER_THAN':
      return comparable(attribute, first) && compareScalars(attribute, first) > 0;
    case 'GREATER_THAN_EQUAL_TO':
      return comparable(attribute, first) && compareScalars(attribute, first) >= 0;
    case 'LESS_THAN':
      return comparable(attribute, first) && compareScalars(attribute, first) < 0;
    case 'LESS_THAN_EQUAL_TO':
      return comparable(attribute, first) && compareScalars(attribute, first) <= 0;
    case 'BETWEEN':
      return (
        comparable(attribute, first) &&
        comparable(attribute, second) &&
        compareScalars(attribute, first) >= 0 &&
        compareScalars(attribute, second) <= 0
      );
  }
}

function contains(attribute: unknown, part: unknown): boolean {
  if (typeof attribute === 'string') return attribute.includes(String(part));
  return Array.isArray(attribute) && attribute.includes(part);
}

function comparable(left: unknown, right: unknown): boolean {
  return typeof left === typeof right && ['string', 'number', 'boolean'].includes(typeof left);
}

/** Order of two attribute values of one type: numbers by size, texts by their UTF-8 bytes, `false` before `true`. */
export function compareScalars(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') {
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  }
  return Number(left) - Number(right);
}

import { type Clause, filterConditions, holds, readClause } from './conditions';
import { type Entity } from './entities';
import { StorageRefusal, invalidRequest } from './errors';
import { type Fields, fieldsOf, listOf } from './json';

/** Conditions on the attributes of one entity, joined by all-of or any-of. */
export interface Filters {
  joinedBy: 'and' | 'or';
  clauses: { property: string; clause: Clause }[];
}

/**
 * `{and: […]}` or `{or: […]}`, as a query's filters and a transaction's conditions are sent; `null` for none.
 * @throws StorageRefusal 400 EMPTY_FILTER_OPERATOR, INVALID_FILTER_OPERATORS_COMBINATION,
 *   INSUFFICIENT_FILTER_VALUES; 404 SCHEMA_NOT_FOUND for an attribute that the entity does not declare
 */
export function readFilters(value: unknown, entity: Entity): Filters | null {
  if (value === undefined) return null;
  const fields = fieldsOf(value, 'The filters');
  const hasAnd = fields['and'] !== undefined;
  const hasOr = fields['or'] !== undefined;
  if (hasAnd && hasOr) {
    throw new StorageRefusal(
      400,
      'INVALID_FILTER_OPERATORS_COMBINATION',
      '"and" and "or" cannot stand side by side.',
    );
  }
  if (!hasAnd && !hasOr) throw invalidRequest('The filters need "and" or "or".');
  const joinedBy = hasAnd ? 'and' : 'or';
  const items = listOf(fields[joinedBy], `"${joinedBy}"`);
  if (items.length === 0) {
    throw new StorageRefusal(400, 'EMPTY_FILTER_OPERATOR', `"${joinedBy}" cannot be empty.`);
  }
  return { joinedBy, clauses: items.map((item) => readFilter(item, entity)) };
}

function readFilter(value: unknown, entity: Entity): Filters['clauses'][number] {
  const property = fieldsOf(value, 'A filter')['property'];
  if (typeof property !== 'string' || !entity.attributes.has(property)) {
    throw new StorageRefusal(
      404,
      'SCHEMA_NOT_FOUND',
      `Entity "${entity.name}" declares no attribute "${String(property)}".`,
    );
  }
  return { property, clause: readClause(value, filterConditions, `the filter on "${property}"`) };
}

/** Whether a stored value meets the filters; a value that is not there has no attributes. */
export function meets(filters: Filters, value: Fields | null): boolean {
  const holdsFor = (item: Filters['clauses'][number]) => holds(item.clause, value?.[item.property]);
  return filters.joinedBy === 'and' ? filters.clauses.every(holdsFor) : filters.clauses.some(holdsFor);
}

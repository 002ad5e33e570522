import { type Clause, compareScalars, holds, rangeConditions, readClause } from './conditions';
import { type Entity, type EntityIndex, checkAttribute, entityNamed, indexNamed } from './entities';
import { invalidRequest } from './errors';
import { meets, readFilters } from './filters';
import type { Item, Projection } from './items';
import { type Job, type Site, readJob } from './job';
import { type Fields, fieldsOf, isFields, listOf, oneOf } from './json';
import { readGetOptions, readMetadataFields } from './options';
import { bytesOf, pageAnswer, readCursor, readLimit, writeCursor } from './page';
import { entitySpace } from './spaces';

interface Entry extends Projection {
  attributes: Fields;
}

/**
 * Queries one index of an entity: its partition, a condition on its range, the order of its range.
 * An entity without all attributes of the index is not in it. Filters are applied to a page that was read, so a page
 * can be short or empty and still have a cursor.
 */
export function entityQueryJob(site: Site, body: unknown): Job {
  const fields = fieldsOf(body, 'The query');
  const entity = entityNamed(site.entities, fields['entityName']);
  const index = indexNamed(entity, fields['indexName']);
  const partition = readPartition(entity, index, fields['partition']);
  const range = readRange(entity, index, fields['range']);
  const filters = readFilters(fields['filters'], entity);
  const sort = fields['sort'] === undefined ? 'ASC' : oneOf(fields['sort'], ['ASC', 'DESC'], '"sort"');
  const limit = readLimit(fields['limit']);
  const metadata = [...readGetOptions(fields['options']), ...readMetadataFields(fields['metadataFields'])];
  const question = JSON.stringify([entity.name, index.name, partition, range, sort]);
  const after = readCursor(fields['cursor'], question);

  return readJob(() => {
    const entries = site.items
      .project(site.installationId, entitySpace(entity.name), site.nowMs)
      .map((projection) => ({ ...projection, attributes: attributesOf(projection.attributesText) }))
      .filter((entry) => inIndex(entry.attributes, index, partition, range))
      .sort((left, right) => byRange(sort, positionOf(left, index), positionOf(right, index)))
      .filter((entry) => after === null || byRange(sort, positionOf(entry, index), after) > 0);
    const page = entries.slice(0, limit);
    const last = page.at(-1);
    const cursor =
      entries.length > limit && last !== undefined ? writeCursor(question, positionOf(last, index)) : null;
    const read = page.map((entry) => site.items.load(entry));
    const kept = filters === null ? read : read.filter((item) => meets(filters, valueOf(item)));
    return pageAnswer(kept, metadata, cursor, bytesOf(read));
  });
}

/** Every attribute of the partition has to be given, in the index's order. */
function readPartition(entity: Entity, index: EntityIndex, value: unknown): unknown[] {
  const values = listOf(value, '"partition"');
  if (values.length !== index.partition.length) {
    throw invalidRequest(
      `Index "${index.name}" has ${index.partition.length} partition attributes; ${values.length} values were given.`,
    );
  }
  index.partition.forEach((attribute, position) => {
    checkDeclared(entity, attribute, values[position]);
  });
  return values;
}

function readRange(entity: Entity, index: EntityIndex, value: unknown): Clause | null {
  if (value === undefined) return null;
  const clause = readClause(value, rangeConditions, `the range of "${index.name}"`);
  for (const bound of clause.values) checkDeclared(entity, index.range, bound);
  return clause;
}

function checkDeclared(entity: Entity, attribute: string, value: unknown): void {
  const type = entity.attributes.get(attribute);
  if (type !== undefined) checkAttribute(attribute, type, value);
}

function inIndex(
  attributes: Fields,
  index: EntityIndex,
  partition: readonly unknown[],
  range: Clause | null,
): boolean {
  if (attributes[index.range] === undefined) return false;
  if (!index.partition.every((attribute, position) => attributes[attribute] === partition[position])) {
    return false;
  }
  return range === null || holds(range, attributes[index.range]);
}

/** Where an entry stands: by its range attribute, and by its key among equals. */
function positionOf(entry: Entry, index: EntityIndex): unknown[] {
  return [entry.attributes[index.range], entry.key];
}

function byRange(sort: 'ASC' | 'DESC', left: unknown[], right: unknown[]): number {
  const ascending = compareScalars(left[0], right[0]) || compareScalars(left[1], right[1]);
  return sort === 'ASC' ? ascending : -ascending;
}

function attributesOf(text: string): Fields {
  return fieldsOf(JSON.parse(text), 'Stored attributes');
}

function valueOf(item: Item): Fields | null {
  const value: unknown = JSON.parse(item.valueText);
  return isFields(value) ? value : null;
}

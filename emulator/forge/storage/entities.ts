import { StorageRefusal, invalidRequest } from './errors';
import { isFields } from './json';

export type AttributeType = 'integer' | 'float' | 'string' | 'boolean' | 'any';

/** A bare attribute name is an index of that name without partition, ranged by the attribute. */
type IndexDefinition = string | { name: string; partition?: string[]; range: string[] };

/** One entry of `app.storage.entities` in a Forge manifest. */
export interface EntityDefinition {
  name: string;
  attributes: Record<string, { type: AttributeType }>;
  indexes?: IndexDefinition[];
}

export interface EntityIndex {
  name: string;
  partition: string[];
  /** One attribute: a second one is not queryable, and the manifest allows none. */
  range: string;
}

export interface Entity {
  name: string;
  attributes: ReadonlyMap<string, AttributeType>;
  indexes: ReadonlyMap<string, EntityIndex>;
}

/** Reads the manifest's definitions. @throws Error on a definition that could never be deployed. */
export function readEntities(definitions: readonly EntityDefinition[]): ReadonlyMap<string, Entity> {
  const entities = new Map<string, Entity>();
  for (const definition of definitions) {
    if (entities.has(definition.name)) throw new Error(`Entity "${definition.name}" is declared twice.`);
    const attributes = new Map(
      Object.entries(definition.attributes).map(([name, { type }]) => [name, type] as const),
    );
    const indexes = (definition.indexes ?? []).map((index) => readIndex(definition.name, index, attributes));
    entities.set(definition.name, {
      name: definition.name,
      attributes,
      indexes: new Map(indexes.map((index) => [index.name, index])),
    });
  }
  return entities;
}

function readIndex(
  entityName: string,
  definition: IndexDefinition,
  attributes: ReadonlyMap<string, AttributeType>,
): EntityIndex {
  const { name, partition, range } =
    typeof definition === 'string'
      ? { name: definition, partition: [], range: [definition] }
      : { name: definition.name, partition: definition.partition ?? [], range: definition.range };
  const [rangeAttribute] = range;
  if (rangeAttribute === undefined || range.length !== 1) {
    throw new Error(`Index "${name}" of entity "${entityName}" needs exactly one range attribute.`);
  }
  for (const attribute of [...partition, rangeAttribute]) {
    const type = attributes.get(attribute);
    if (type === undefined || type === 'any') {
      throw new Error(
        `Index "${name}" of entity "${entityName}" needs a declared, typed attribute "${attribute}".`,
      );
    }
  }
  return { name, partition, range: rangeAttribute };
}

/** @throws StorageRefusal 404 SCHEMA_NOT_FOUND for an entity that the manifest does not declare */
export function entityNamed(entities: ReadonlyMap<string, Entity>, name: unknown): Entity {
  if (typeof name !== 'string') throw invalidRequest('"entityName" must be a string.');
  const entity = entities.get(name);
  if (entity === undefined) {
    throw new StorageRefusal(404, 'SCHEMA_NOT_FOUND', `The manifest declares no entity "${name}".`);
  }
  return entity;
}

/** @throws StorageRefusal 404 SCHEMA_NOT_FOUND for an index that the manifest does not declare */
export function indexNamed(entity: Entity, name: unknown): EntityIndex {
  const index = typeof name === 'string' ? entity.indexes.get(name) : undefined;
  if (index === undefined) {
    throw new StorageRefusal(
      404,
      'SCHEMA_NOT_FOUND',
      `Entity "${entity.name}" declares no index "${String(name)}".`,
    );
  }
  return index;
}

/**
 * @throws StorageRefusal 400 INCORRECT_PROPERTY_TYPE for an attribute of another type than declared,
 *   INVALID_ENTITY_VALUE for a value that is no object or has an attribute that the manifest does not declare
 */
export function checkEntityValue(entity: Entity, value: unknown): void {
  if (!isFields(value)) {
    throw new StorageRefusal(400, 'INVALID_ENTITY_VALUE', `A value of "${entity.name}" must be an object.`);
  }
  for (const [name, attribute] of Object.entries(value)) {
    const type = entity.attributes.get(name);
    if (type === undefined) {
      throw new StorageRefusal(
        400,
        'INVALID_ENTITY_VALUE',
        `Entity "${entity.name}" declares no attribute "${name}".`,
      );
    }
    checkAttribute(name, type, attribute);
  }
}

/** @throws StorageRefusal 400 INCORRECT_PROPERTY_TYPE */
export function checkAttribute(name: string, type: AttributeType, value: unknown): void {
  if (!hasType(type, value)) {
    throw new StorageRefusal(400, 'INCORRECT_PROPERTY_TYPE', `"${name}" must be of type ${type}.`);
  }
}

/** `integer` is a signed number of 32 bits, so a time in milliseconds does not fit.
 *  Source: developer.atlassian.com/platform/forge/storage-reference/storage-api-custom-entities, read 2026-11. */
function hasType(type: AttributeType, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value) && Number(value) >= -2_147_483_648 && Number(value) <= 2_147_483_647;
    case 'float':
      return Number.isFinite(value);
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'any':
      return true;
  }
}

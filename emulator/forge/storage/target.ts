import { checkEntityValue, type Entity, entityNamed } from './entities';
import type { Item, Place } from './items';
import type { Site } from './job';
import { type Fields, isFields } from './json';
import type { MetadataField } from './options';
import { entitySpace, plainSpace, secretSpace } from './spaces';
import { invalidRequest, StorageRefusal } from './errors';

/** Source: developer.atlassian.com/platform/forge/limits-kvs-ce, read 2026-11. */
const maxValueBytes = 240 * 1024;
const maxDepth = 31;

interface CheckedValue {
  /** The value as JSON, the form in which it is stored and sized. */
  text: string;
  bytes: number;
}

/**
 * @throws StorageRefusal 400 MAX_SIZE over 240 KiB of JSON, MAX_DEPTH over 31 nested objects or arrays,
 *   INVALID_VALUE for none or `null` (undocumented code: the client's types name string, number, boolean, object, array)
 */
function checkValue(value: unknown): CheckedValue {
  if (value === undefined || value === null) {
    throw new StorageRefusal(
      400,
      'INVALID_VALUE',
      'A value must be a string, number, boolean, object or array.',
    );
  }
  if (deeperThan(value, maxDepth)) {
    throw new StorageRefusal(400, 'MAX_DEPTH', `The value is nested deeper than ${maxDepth} objects.`);
  }
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes > maxValueBytes) {
    throw new StorageRefusal(400, 'MAX_SIZE', `The value has ${bytes} bytes; ${maxValueBytes} are allowed.`);
  }
  return { text, bytes };
}

/** Walks no deeper than the limit, so that a value nested thousandfold cannot exhaust the stack. */
function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const children: unknown[] = Array.isArray(value) ? value : Object.values(value);
  return children.some((child) => deeperThan(child, levels - 1));
}

/** Source: developer.atlassian.com/platform/forge/limits-kvs-ce, read 2026-11. */
const maxKeyCharacters = 500;
const keyPattern = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;

/**
 * The key of a request, checked.
 * @throws StorageRefusal 400 KEY_TOO_SHORT (EMPTY_KEY for an entity), KEY_TOO_LONG, INVALID_KEY
 */
function readKey(value: unknown, entityName: string | null): string {
  if (typeof value !== 'string') throw invalidRequest('"key" must be a string.');
  if (value.length === 0) {
    throw new StorageRefusal(
      400,
      entityName === null ? 'KEY_TOO_SHORT' : 'EMPTY_KEY',
      'The key must have at least one character.',
    );
  }
  if (value.length > maxKeyCharacters) {
    throw new StorageRefusal(
      400,
      'KEY_TOO_LONG',
      `The key has ${value.length} characters; ${maxKeyCharacters} are allowed.`,
    );
  }
  if (!keyPattern.test(value)) {
    throw new StorageRefusal(400, 'INVALID_KEY', `The key must match ${keyPattern.source}.`);
  }
  return value;
}

/** Which value a request means; `entity` is `null` for plain values and secrets. */
export interface Target {
  place: Place;
  entity: Entity | null;
}

/** A value to be stored, checked. */
export interface Write extends Target {
  valueText: string;
  /** What indexes can match: the entity's scalar attributes as JSON; `null` outside entities. */
  attributesText: string | null;
  bytes: number;
}

/** @throws StorageRefusal 400 for the key, 404 SCHEMA_NOT_FOUND for the entity */
export function readTarget(site: Site, fields: Fields, kind: 'plain' | 'secret' | 'entity'): Target {
  const entity = kind === 'entity' ? entityNamed(site.entities, fields['entityName']) : null;
  const key = readKey(fields['key'], entity?.name ?? null);
  const space = entity === null ? (kind === 'secret' ? secretSpace : plainSpace) : entitySpace(entity.name);
  return { place: { installationId: site.installationId, space, key }, entity };
}

/** As in batches and transactions, where an entity is named or not. */
export function readMixedTarget(site: Site, fields: Fields): Target {
  return readTarget(site, fields, fields['entityName'] === undefined ? 'plain' : 'entity');
}

/** @throws StorageRefusal 400 for a value that cannot be stored there */
export function readWrite(target: Target, value: unknown): Write {
  const { text, bytes } = checkValue(value);
  if (target.entity !== null) checkEntityValue(target.entity, value);
  return {
    ...target,
    valueText: text,
    attributesText: target.entity !== null && isFields(value) ? scalarsOf(value) : null,
    bytes: bytes + keyBytes(target),
  };
}

export function keyBytes(target: Target): number {
  return Buffer.byteLength(target.place.key);
}

export function store(site: Site, write: Write, ttlMs: number | null): Item {
  const expireAtMs = ttlMs === null ? null : site.nowMs + ttlMs;
  return site.items.put(write.place, { ...write, expireAtMs }, site.nowMs);
}

/** The item as the protocol shows it. The value is JSON already and is not parsed again. */
export function itemJson(
  item: Item,
  fields: readonly MetadataField[],
  entityName: string | null = null,
): string {
  const expireTime = item.expireAtMs === null ? undefined : new Date(item.expireAtMs).toISOString();
  const head = JSON.stringify({
    key: item.key,
    entityName: entityName ?? undefined,
    createdAt: fields.includes('CREATED_AT') ? item.createdAtMs : undefined,
    updatedAt: fields.includes('UPDATED_AT') ? item.updatedAtMs : undefined,
    expireTime: fields.includes('EXPIRE_TIME') ? expireTime : undefined,
  });
  return `${head.slice(0, -1)},"value":${item.valueText}}`;
}

export function itemBytes(item: Item): number {
  return Buffer.byteLength(item.key) + Buffer.byteLength(item.valueText);
}

function scalarsOf(value: Fields): string {
  const scalars = Object.entries(value).filter(([, attribute]) => typeof attribute !== 'object');
  return JSON.stringify(Object.fromEntries(scalars));
}

import { type Entity, checkEntityValue, entityNamed } from './entities';
import type { Item, Place } from './items';
import type { Site } from './job';
import { type Fields, isFields } from './json';
import { readKey } from './keys';
import type { MetadataField } from './options';
import { entitySpace, plainSpace, secretSpace } from './spaces';
import { checkValue } from './values';

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

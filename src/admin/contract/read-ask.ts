import type { Ask, OverviewAsk } from './contract';
import { isRecord } from '../../object';

/** What is wrong with a request, in words for whoever wrote it. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readAsk(payload: unknown): Ask {
  const { grant } = record(payload, 'The request');
  if (grant === undefined || grant === null) return {};
  if (typeof grant !== 'string' || grant.length > 200)
    throw new BadRequest('"grant" must be a text of an earlier answer.');
  return { grant };
}

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readOverviewAsk(payload: unknown): OverviewAsk {
  const ask = readAsk(payload);
  const { heat } = record(payload, 'The request');
  if (heat === undefined) return ask;
  if (typeof heat !== 'boolean') throw new BadRequest('"heat" must be true or false.');
  return { ...ask, heat };
}

export function record(value: unknown, name: string): Record<string, unknown> {
  if (!isRecord(value)) throw new BadRequest(`${name} must be an object.`);
  return value;
}

/** One of a list, or `null` where the field is `null` or left out. */
export function oneOf<T extends string | number>(
  value: unknown,
  list: readonly T[],
  field: string,
): T | null {
  if (value === null || value === undefined) return null;
  const found = list.find((known) => known === value);
  if (found === undefined) throw new BadRequest(`"${field}" must be null or one of: ${list.join(', ')}.`);
  return found;
}

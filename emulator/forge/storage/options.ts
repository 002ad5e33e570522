import { StorageRefusal, invalidRequest } from './errors';
import { fieldsOf, listOf, oneOf } from './json';

const metadataFields = ['CREATED_AT', 'UPDATED_AT', 'EXPIRE_TIME'] as const;
export type MetadataField = (typeof metadataFields)[number];

const unitMs = { SECONDS: 1_000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 } as const;
const units = ['SECONDS', 'MINUTES', 'HOURS', 'DAYS'] as const;
/** A value can be kept for a year at most: developer.atlassian.com/platform/forge/limits-kvs-ce, read 2026-11. */
const maxTtlMs = 365 * unitMs.DAYS;

interface SetOptions {
  /** Milliseconds from the write on; `null` for no end. */
  ttlMs: number | null;
  keyPolicy: 'OVERRIDE' | 'FAIL_IF_EXISTS';
  returnValue: 'PREVIOUS' | 'LATEST' | null;
  returnMetadataFields: MetadataField[];
}

/** Options of a single set. @throws StorageRefusal 400 */
export function readSetOptions(value: unknown): SetOptions {
  const fields = value === undefined ? {} : fieldsOf(value, '"options"');
  const keyPolicy =
    fields['keyPolicy'] === undefined
      ? 'OVERRIDE'
      : oneOf(fields['keyPolicy'], ['OVERRIDE', 'FAIL_IF_EXISTS'], '"keyPolicy"');
  const returnValue =
    fields['returnValue'] === undefined
      ? null
      : oneOf(fields['returnValue'], ['PREVIOUS', 'LATEST'], '"returnValue"');
  if (returnValue !== null && keyPolicy === 'FAIL_IF_EXISTS') {
    throw invalidRequest('"returnValue" goes with the key policy OVERRIDE only.');
  }
  return {
    ttlMs: readTtl(fields['ttl']),
    keyPolicy,
    returnValue,
    returnMetadataFields: readMetadataFields(fields['returnMetadataFields']),
  };
}

/** Options that a single set has and a set within a batch or a transaction has not. */
const singleOnly = ['keyPolicy', 'returnValue', 'returnMetadataFields', 'metadataFields'];

/**
 * Options of a set within a batch or a transaction: a time to live and nothing else. A key policy there would be
 * ignored by a client's types and by nobody knows what behind them, so it is refused instead of half honoured. What nobody has
 * heard of yet is passed over, as everywhere in the protocol: a newer client may send it.
 */
export function readTtlOnly(value: unknown): number | null {
  const fields = value === undefined ? {} : fieldsOf(value, '"options"');
  const other = Object.keys(fields).find((name) => singleOnly.includes(name));
  if (other !== undefined) {
    throw invalidRequest(`"${other}" is no option of a set within a batch or transaction.`);
  }
  return readTtl(fields['ttl']);
}

/** `{metadataFields: […]}`. */
export function readGetOptions(value: unknown): MetadataField[] {
  return value === undefined ? [] : readMetadataFields(fieldsOf(value, '"options"')['metadataFields']);
}

export function readMetadataFields(value: unknown): MetadataField[] {
  return listOf(value, 'Metadata fields').map((field) => oneOf(field, metadataFields, 'A metadata field'));
}

/** The code INVALID_TTL is not documented. */
function readTtl(value: unknown): number | null {
  if (value === undefined) return null;
  const fields = fieldsOf(value, '"ttl"');
  const amount = fields['value'];
  const unit = oneOf(fields['unit'], units, 'The unit of "ttl"');
  if (!Number.isInteger(amount) || Number(amount) < 1) {
    throw new StorageRefusal(400, 'INVALID_TTL', 'The value of "ttl" must be a positive whole number.');
  }
  const ttlMs = Number(amount) * unitMs[unit];
  if (ttlMs > maxTtlMs) throw new StorageRefusal(400, 'INVALID_TTL', 'A "ttl" can be a year at most.');
  return ttlMs;
}

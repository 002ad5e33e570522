import { StorageRefusal, invalidRequest } from './errors';
import { type Filters, meets, readFilters } from './filters';
import { type Job, type Site, noContent, writeJob } from './job';
import { fieldsOf, isFields, listOf } from './json';
import { readTtlOnly } from './options';
import { type Target, keyBytes, readMixedTarget, readWrite, store } from './target';

/** Source: developer.atlassian.com/platform/forge/storage-reference/transactions, read 2026-11. */
const maxOperations = 25;
const maxPayloadBytes = 4 * 1024 * 1024;

interface Step {
  target: Target;
  conditions: Filters | null;
  bytes: number;
  /** Does nothing for a check. */
  apply(): void;
}

/**
 * All operations or none. Conditions are on the attributes of stored entities; they are all judged before
 * anything is written.
 * @throws StorageRefusal 422 TOO_MANY_OPERATIONS (the status is reported, the code is ours), 400
 *   KEY_DUPLICATION_ERROR, MAX_SIZE; when run 400 CONDITIONAL_CHECK_FAILED
 */
export function transactionJob(site: Site, body: unknown): Job {
  const fields = fieldsOf(body, 'The transaction');
  const sets = listOf(fields['set'], '"set"');
  const deletes = listOf(fields['delete'], '"delete"');
  const checks = listOf(fields['check'], '"check"');
  const count = sets.length + deletes.length + checks.length;
  if (count === 0) throw invalidRequest('A transaction needs at least one operation.');
  if (count > maxOperations) {
    throw new StorageRefusal(
      422,
      'TOO_MANY_OPERATIONS',
      `The transaction has ${count} operations; ${maxOperations} are allowed.`,
    );
  }
  const steps = [
    ...sets.map((item) => readSet(site, item)),
    ...deletes.map((item) => readDelete(site, item)),
    ...checks.map((item) => readCheck(site, item)),
  ];
  refuseRepeatedKeys(steps);
  const payloadBytes = steps.reduce((sum, step) => sum + step.bytes, 0);
  if (payloadBytes > maxPayloadBytes) {
    throw new StorageRefusal(
      400,
      'MAX_SIZE',
      `The transaction has ${payloadBytes} bytes; ${maxPayloadBytes} are allowed.`,
    );
  }
  const writes = steps.map((step) => ({ key: step.target.place.key, bytes: step.bytes }));
  return writeJob(writes, () => {
    site.items.atomically(() => {
      for (const step of steps) requireConditions(site, step);
      for (const step of steps) step.apply();
    });
    return noContent;
  });
}

function readSet(site: Site, item: unknown): Step {
  const fields = fieldsOf(item, 'A set of a transaction');
  const write = readWrite(readMixedTarget(site, fields), fields['value']);
  const ttlMs = readTtlOnly(fields['options']);
  return {
    target: write,
    conditions: readConditions(write, fields['conditions']),
    bytes: write.bytes,
    apply() {
      store(site, write, ttlMs);
    },
  };
}

function readDelete(site: Site, item: unknown): Step {
  const fields = fieldsOf(item, 'A delete of a transaction');
  const target = readMixedTarget(site, fields);
  return {
    target,
    conditions: readConditions(target, fields['conditions']),
    bytes: keyBytes(target),
    apply() {
      site.items.remove(target.place, site.nowMs);
    },
  };
}

function readCheck(site: Site, item: unknown): Step {
  const fields = fieldsOf(item, 'A check of a transaction');
  const target = readMixedTarget(site, fields);
  const conditions = readConditions(target, fields['conditions']);
  if (conditions === null) throw invalidRequest('A check of a transaction needs conditions.');
  return { target, conditions, bytes: keyBytes(target), apply: () => undefined };
}

function readConditions(target: Target, value: unknown): Filters | null {
  if (value === undefined) return null;
  if (target.entity === null) throw invalidRequest('Conditions are on attributes, which only entities have.');
  return readFilters(value, target.entity);
}

function refuseRepeatedKeys(steps: Step[]): void {
  const places = steps.map(({ target }) => `${target.place.space} ${target.place.key}`);
  if (new Set(places).size !== places.length) {
    throw new StorageRefusal(400, 'KEY_DUPLICATION_ERROR', 'A key can stand once in a transaction.');
  }
}

function requireConditions(site: Site, step: Step): void {
  if (step.conditions === null) return;
  const item = site.items.get(step.target.place, site.nowMs);
  const value: unknown = item === null ? null : JSON.parse(item.valueText);
  if (!meets(step.conditions, isFields(value) ? value : null)) {
    throw new StorageRefusal(
      400,
      'CONDITIONAL_CHECK_FAILED',
      `A condition on the key "${step.target.place.key}" does not hold; nothing was written.`,
    );
  }
}

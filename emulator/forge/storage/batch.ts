import { StorageRefusal, invalidRequest, keyNotFound } from './errors';
import { type Answer, type Job, type Site, readJob, writeJob } from './job';
import { type Fields, fieldsOf } from './json';
import { readGetOptions, readTtlOnly } from './options';
import { itemBytes, itemJson, keyBytes, readMixedTarget, readWrite, store } from './target';

/** Source: developer.atlassian.com/platform/forge/storage-reference/kvs-api, batch operations, read 2026-11. */
const maxBatchItems = 25;

/** One item's part of a batch: its size, and what it does when the batch is applied. */
interface Part {
  /** 0 for a read, and for an item that cannot be stored. */
  writeBytes: number;
  /** JSON for `successfulKeys`, with the bytes that were read. @throws StorageRefusal to be put in `failedKeys` */
  apply(): { json: string; readBytes: number };
}

/** Decides which items of a batch the service fails on purpose, `null` for none. */
export type FailItem = (key: string, index: number) => StorageRefusal | null;

export function batchGetJob(site: Site, body: unknown, failItem: FailItem): Job {
  return batchJob(site, body, 'read', failItem, (fields) => {
    const target = readMixedTarget(site, fields);
    const metadata = readGetOptions(fields['options']);
    return {
      writeBytes: 0,
      apply() {
        const item = site.items.get(target.place, site.nowMs);
        if (item === null) throw keyNotFound(target.place.key, site.absentCode());
        return { json: itemJson(item, metadata, target.entity?.name ?? null), readBytes: itemBytes(item) };
      },
    };
  });
}

export function batchSetJob(site: Site, body: unknown, failItem: FailItem): Job {
  return batchJob(site, body, 'write', failItem, (fields) => {
    const write = readWrite(readMixedTarget(site, fields), fields['value']);
    const ttlMs = readTtlOnly(fields['options']);
    return {
      writeBytes: write.bytes,
      apply() {
        store(site, write, ttlMs);
        return { json: nameJson(fields), readBytes: 0 };
      },
    };
  });
}

export function batchDeleteJob(site: Site, body: unknown, failItem: FailItem): Job {
  return batchJob(site, body, 'write', failItem, (fields) => {
    const target = readMixedTarget(site, fields);
    return {
      writeBytes: keyBytes(target),
      apply() {
        site.items.remove(target.place, site.nowMs);
        return { json: nameJson(fields), readBytes: 0 };
      },
    };
  });
}

/**
 * A batch is no transaction: an item that is refused goes to `failedKeys` and leaves the others alone.
 * @throws StorageRefusal 400 TOO_MANY_BATCH_ENTITIES, KEY_DUPLICATION_ERROR
 */
function batchJob(
  site: Site,
  body: unknown,
  kind: 'read' | 'write',
  failItem: FailItem,
  plan: (fields: Fields) => Part,
): Job {
  const items = readItems(body);
  const parts = items.map((fields, index) => {
    const failure = failItem(String(fields['key']), index);
    return { fields, part: failure === null ? planned(() => plan(fields)) : failing(failure) };
  });
  if (kind === 'read') return readJob(() => answerOf(parts));
  return writeJob(
    parts.map(({ fields, part }) => ({ key: String(fields['key']), bytes: part.writeBytes })),
    // One transaction of the file for what belongs to no transaction of the service: 25 of them would take several times as long.
    () => site.items.atomically(() => answerOf(parts)),
  );
}

function readItems(body: unknown): Fields[] {
  if (!Array.isArray(body) || body.length === 0) throw invalidRequest('A batch must be an array of items.');
  if (body.length > maxBatchItems) {
    throw new StorageRefusal(
      400,
      'TOO_MANY_BATCH_ENTITIES',
      `The batch has ${body.length} items; ${maxBatchItems} are allowed.`,
    );
  }
  const items = body.map((item) => fieldsOf(item, 'An item of a batch'));
  if (new Set(items.map(nameJson)).size !== items.length) {
    throw new StorageRefusal(400, 'KEY_DUPLICATION_ERROR', 'A key can stand once in a batch.');
  }
  return items;
}

function answerOf(parts: { fields: Fields; part: Part }[]): Answer {
  const successful: string[] = [];
  const failed: string[] = [];
  let readBytes = 0;
  for (const { fields, part } of parts) {
    try {
      const done = part.apply();
      successful.push(done.json);
      readBytes += done.readBytes;
    } catch (error) {
      if (!(error instanceof StorageRefusal)) throw error;
      const { code, message } = error;
      failed.push(
        JSON.stringify({ key: fields['key'], entityName: fields['entityName'], error: { code, message } }),
      );
    }
  }
  const body = `{"successfulKeys":[${successful.join()}],"failedKeys":[${failed.join()}]}`;
  return { status: 200, body, readBytes };
}

function planned(plan: () => Part): Part {
  try {
    return plan();
  } catch (error) {
    if (error instanceof StorageRefusal) return failing(error);
    throw error;
  }
}

function failing(refusal: StorageRefusal): Part {
  return {
    writeBytes: 0,
    apply() {
      throw refusal;
    },
  };
}

function nameJson(fields: Fields): string {
  return JSON.stringify({ key: fields['key'], entityName: fields['entityName'] });
}

import { StorageRefusal, keyNotFound, refusalBody } from './errors';
import { type Job, type Site, noContent, readJob, writeJob } from './job';
import { fieldsOf } from './json';
import { readGetOptions, readSetOptions } from './options';
import { itemBytes, itemJson, keyBytes, readTarget, readWrite, store } from './target';

type Kind = 'plain' | 'secret' | 'entity';

export function getJob(site: Site, body: unknown, kind: Kind): Job {
  const fields = fieldsOf(body, 'The request');
  const target = readTarget(site, fields, kind);
  const metadata = readGetOptions(fields['options']);
  return readJob(() => {
    const item = site.items.get(target.place, site.nowMs);
    if (item === null) {
      // An answer and not a refusal: looking and finding nothing is a read, and billed as one.
      const absent = keyNotFound(target.place.key);
      return { status: absent.status, body: refusalBody(absent), readBytes: 0 };
    }
    return { status: 200, body: itemJson(item, metadata), readBytes: itemBytes(item) };
  });
}

/** @throws (when run) StorageRefusal 409 KEY_CONFLICT, when the policy is FAIL_IF_EXISTS and the key is taken */
export function setJob(site: Site, body: unknown, kind: Kind): Job {
  const fields = fieldsOf(body, 'The request');
  const write = readWrite(readTarget(site, fields, kind), fields['value']);
  const options = readSetOptions(fields['options']);
  const { key } = write.place;
  return writeJob([{ key, bytes: write.bytes }], () => {
    const needsPrevious = options.keyPolicy === 'FAIL_IF_EXISTS' || options.returnValue === 'PREVIOUS';
    const previous = needsPrevious ? site.items.get(write.place, site.nowMs) : null;
    if (options.keyPolicy === 'FAIL_IF_EXISTS' && previous !== null) {
      throw new StorageRefusal(409, 'KEY_CONFLICT', `A value is stored under the key "${key}" already.`);
    }
    const latest = store(site, write, options.ttlMs);
    if (options.returnValue === null) return noContent;
    const item = options.returnValue === 'PREVIOUS' ? previous : latest;
    if (item === null) return noContent;
    return { status: 200, body: itemJson(item, options.returnMetadataFields), readBytes: 0 };
  });
}

/** Deleting what is not there succeeds. */
export function deleteJob(site: Site, body: unknown, kind: Kind): Job {
  const target = readTarget(site, fieldsOf(body, 'The request'), kind);
  return writeJob([{ key: target.place.key, bytes: keyBytes(target) }], () => {
    site.items.remove(target.place, site.nowMs);
    return noContent;
  });
}

/** Which file a page module begins with. Source: Forge manifest reference, "Resources", 2026-08. */
import { list, record, text } from '../cloud/untrusted';

export interface PageResource {
  /** Folder of a Custom UI resource, or the source file of UI Kit. */
  path: string;
  /** File in the folder that the page begins with. */
  entryFile: string;
}

const maxEntries = 50;
const keyForm = /^[a-zA-Z0-9_-]+$/;

/**
 * Resources by what a module may write for them: `key`, or `key/entry` for each entry of one that has `entry`.
 * @throws Error for an entry that could not be deployed
 */
export function readResources(resources: unknown): ReadonlyMap<string, PageResource> {
  const read = new Map<string, PageResource>();
  for (const resource of list(resources).map(record)) {
    const key = text(resource.key);
    const path = text(resource.path);
    if (key === null || path === null) continue;
    if (resource.entry === undefined) {
      read.set(key, { path, entryFile: 'index.html' });
      continue;
    }
    const entries = Object.entries(record(resource.entry));
    if (entries.length === 0 || entries.length > maxEntries)
      throw new Error(`Resource "${key}" has ${entries.length} entries; 1 to ${maxEntries} are allowed.`);
    for (const [entry, file] of entries) {
      if (typeof file !== 'string' || file === '' || /[/\\]/.test(file) || !keyForm.test(entry))
        throw new Error(`Entry "${entry}" of resource "${key}" must name a file directly within ${path}.`);
      read.set(`${key}/${entry}`, { path, entryFile: file });
    }
  }
  return read;
}

/** @returns `null` for a module without a resource @throws Error for one that names none of the manifest's */
export function resourceNamed(
  resources: ReadonlyMap<string, PageResource>,
  moduleKey: string,
  asked: string | null,
): PageResource | null {
  if (asked === null) return null;
  const known = resources.get(asked);
  if (known !== undefined) return known;
  const entries = [...resources.keys()].filter((name) => name.startsWith(`${asked}/`));
  const hint = entries.length === 0 ? '' : ` It has entries: ${entries.join(', ')}.`;
  throw new Error(`Module "${moduleKey}" names the resource "${asked}", which the manifest has not.${hint}`);
}

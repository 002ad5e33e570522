/** The files of the built page, read once: nothing outside of the folder can be asked for, whatever the address says. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

export interface PageFile {
  body: Buffer;
  type: string;
  /** Its name changes with its content. */
  isLasting: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** By path without the first slash. @throws where there is no such folder */
export function pageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const type = types[extname(entry.name)];
    if (type === undefined) continue;
    const path = relative(folder, file).split(sep).join('/');
    files.set(path, { body: readFileSync(file), type, isLasting: path.startsWith('assets/') });
  }
  return files;
}

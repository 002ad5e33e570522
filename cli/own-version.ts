import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param folder where the command's own file is */
export function readOwnVersion(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

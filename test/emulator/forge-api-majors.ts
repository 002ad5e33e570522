/** Which majors of `@forge/api` are here to be run: the project's own, and what `npm run soak -- majors` installed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './tiny-app';

export interface InstalledApi {
  version: string;
  /** The folder that has the node_modules. */
  folder: string;
  /** Whether it has the `storage` of old. */
  hasStorage: boolean;
  /** Whether @forge/sql and its like are there. */
  hasServices: boolean;
}

export function installedApis(): InstalledApi[] {
  const installed = process.env.POINTS_GAUGE_FORGE_MAJORS;
  const folders = installed === undefined ? [] : readdirSync(installed).map((name) => join(installed, name));
  return [...folders, projectRoot]
    .map((folder) => ({ folder, file: join(folder, 'node_modules', '@forge', 'api', 'package.json') }))
    .filter(({ file }) => existsSync(file))
    .map(({ folder, file }) => {
      const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
      const hasServices = existsSync(join(folder, 'node_modules', '@forge', 'sql'));
      return { version, folder, hasServices, hasStorage: Number(version.split('.')[0]) < 8 };
    });
}

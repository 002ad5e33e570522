import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

export interface InstalledCopy {
  /** From the app's folder. */
  path: string;
  version: string;
}

/** Every copy of a package that an install left in `node_modules`, at whatever depth; pnpm's store counts each once. */
export function copiesOf(name: string, folder: string): InstalledCopy[] {
  const copies = new Map<string, InstalledCopy>();
  const visited = new Set<string>();
  const visit = (modules: string): void => {
    const path = join(folder, modules);
    if (!existsSync(path)) return;
    const real = realpathSync(path);
    if (visited.has(real)) return;
    visited.add(real);
    const own = join(path, name);
    if (existsSync(join(own, 'package.json')))
      copies.set(realpathSync(own), { path: `${modules}/${name}`, version: versionIn(own) });
    for (const one of packagesIn(path)) visit(`${modules}/${one}/node_modules`);
    if (existsSync(join(path, '.pnpm')))
      for (const one of readdirSync(join(path, '.pnpm'))) visit(`${modules}/.pnpm/${one}/node_modules`);
  };
  visit('node_modules');
  return [...copies.values()];
}

/** Packages of the app's own that call products through a `@forge/api` of theirs, Forge's own left out. */
export function packagesThatCall(folder: string, names: readonly string[]): string[] {
  return names.filter((name) => {
    if (name.startsWith('@forge/') || name === 'points-gauge') return false;
    const file = join(folder, 'node_modules', name, 'package.json');
    if (!existsSync(file)) return false;
    const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
      dependencies?: object;
      peerDependencies?: object;
    };
    return '@forge/api' in dependencies || '@forge/api' in peerDependencies;
  });
}

function packagesIn(modules: string): string[] {
  return readdirSync(modules).flatMap((name) => {
    if (name.startsWith('.')) return [];
    return name.startsWith('@')
      ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`)
      : [name];
  });
}

function versionIn(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version?: string };
  return version ?? '?';
}

import { build } from 'esbuild';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * Bundles TypeScript that re-exports what a bench measures, as it is deployed: one CommonJS file. Resolves to its exports. The
 * bundle lies within the project, since libsql stays outside of it and is found from there.
 * @param {string} contents
 */
export async function loadSource(contents) {
  const cache = join(import.meta.dirname, '..', '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'bench-'));
  const outfile = join(folder, 'source.cjs');
  await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '..'), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['libsql'],
    outfile,
    logLevel: 'error',
  });
  const loaded = createRequire(import.meta.url)(outfile);
  await rm(folder, { recursive: true });
  return loaded;
}

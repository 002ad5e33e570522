import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bundles TypeScript that re-exports what a bench measures, as it is deployed: one CommonJS file. Resolves to its exports. */
export async function loadSource(contents) {
  const folder = await mkdtemp(join(tmpdir(), 'points-gauge-bench-'));
  const outfile = join(folder, 'source.cjs');
  await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '..'), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
  const loaded = createRequire(import.meta.url)(outfile);
  await rm(folder, { recursive: true });
  return loaded;
}

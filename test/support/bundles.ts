import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The apps as they are deployed: bundled by `npm test` with esbuild, or by `npm run check:forge` with Forge's bundler. */
export function appBundle(): string {
  return existing(process.env['POINTS_GAUGE_APP_BUNDLE'] ?? '.cache/app/index.js');
}

export function demoBundle(): string {
  return existing(process.env['POINTS_GAUGE_DEMO_BUNDLE'] ?? '.cache/demo/index.js');
}

function existing(file: string): string {
  if (!existsSync(file))
    throw new Error(`${file} is not there. "npm test" bundles the apps before it runs the tests.`);
  return resolve(file);
}

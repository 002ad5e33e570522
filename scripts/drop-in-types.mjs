import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tools } from './paths.mjs';
import { Problem } from './problem.mjs';
import { capture } from './run.mjs';

/** That the package stands where the app's own `@forge/api` stood, whichever that is: for the compiler, and name for name. */
const source = `
import * as metered from 'points-gauge/api';
import { createGauge, type Gauge } from 'points-gauge/forge';
import type * as forge from '@forge/api';
export const dropIn: typeof import('@forge/api') = metered;
export const gauge: Gauge = createGauge({ appName: 'Mine' });
export const asApp: typeof forge.asApp = gauge.asApp;
export const asUser: typeof forge.asUser = gauge.asUser;
export const tagged: Pick<typeof forge, 'asApp' | 'asUser'> = gauge.tag('sync');
`;

const names = `
const [metered, forge] = [require('points-gauge/api'), require('@forge/api')];
const of = (api) => [api, api.default].map((one) => Object.keys(one).sort().join());
if (of(metered).join() !== of(forge).join()) throw new Error('The names differ: ' + of(metered).join() + '; ' + of(forge).join());
`;

// What Forge's templates have.
const options = {
  ...{ strict: true, noEmit: true, target: 'es2022', module: 'commonjs', moduleResolution: 'node' },
  ...{ esModuleInterop: true, skipLibCheck: true, lib: ['es2022', 'dom', 'dom.iterable'], types: [] },
};

/**
 * @param {string} app a folder with an `@forge/api` installed
 * @param {string} built the package, built
 */
export async function checkDropIn(app, built) {
  cpSync(built, join(app, 'node_modules', 'points-gauge'), { recursive: true });
  writeFileSync(join(app, 'drop-in.ts'), source);
  writeFileSync(
    join(app, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['drop-in.ts'] }),
  );
  for (const args of [
    [tools.tsc, '-p', app],
    ['-e', names],
  ]) {
    const { code, output } = await capture(process.execPath, args, { cwd: app });
    if (code !== 0) throw new Problem(`points-gauge/api does not stand where @forge/api stood:\n${output}`);
  }
}

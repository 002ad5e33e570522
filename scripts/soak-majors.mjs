import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { checkDropIn } from './drop-in-types.mjs';
import { buildLibrary } from './library.mjs';
import { npm } from './npm.mjs';
import { Problem } from './problem.mjs';
import { excerpt, foreground, withProgress } from './run.mjs';

/** Each with the packages of its time, in a folder of its own, as an app has them. */
const apps = {
  6: { '@forge/api': '6.4.3', '@forge/resolver': '1.6.10', '@forge/kvs': '1.0.7' },
  7: { '@forge/api': '7.2.2', '@forge/resolver': '1.7.1', '@forge/kvs': '1.2.2' },
  8: {
    '@forge/api': '8.0.5',
    '@forge/resolver': '2.0.1',
    '@forge/kvs': '1.6.5',
    '@forge/llm': '1.0.8',
    '@forge/object-store': '3.0.0',
    '@forge/sql': '4.0.8',
  },
};

/**
 * Installs apps' packages of each major by npm, and runs the test of them. Resolves with the exit code.
 * @param {readonly string[]} jest
 */
export async function soakMajors(jest) {
  const folder = mkdtempSync(join(tmpdir(), 'points-gauge-majors-'));
  try {
    for (const [major, dependencies] of Object.entries(apps)) {
      const app = join(folder, major);
      mkdirSync(app);
      writeFileSync(join(app, 'package.json'), JSON.stringify({ private: true, dependencies }));
      // What @forge/kvs says of its own peer is not what apps of the older majors install.
      const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'];
      await withProgress(`Installing the packages of an app of @forge/api ${major}`, async () => {
        const { code, output } = await npm([...args, '--prefer-offline'], app);
        if (code !== 0) throw new Problem(`npm install failed:\n${excerpt(output)}`);
      });
    }
    const built = join(folder, '..', `${basename(folder)}-package`);
    await buildLibrary(built);
    for (const major of Object.keys(apps)) await checkDropIn(join(folder, major), built);
    rmSync(built, { recursive: true, force: true });
    console.log('points-gauge/api stands where @forge/api stood, for the compiler and name for name.');
    const env = { ...process.env, POINTS_GAUGE_FORGE_MAJORS: folder };
    return await foreground([...jest, 'test/emulator/majors'], { env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildLibrary } from '../library.mjs';
import { inRoot } from '../paths.mjs';

/**
 * Lays out the example that embeds the gauge as its developer has it: its own files, and the package as it is published. Forge's
 * own packages are found further up, in the project.
 */
export async function writeEmbeddedApp() {
  const folder = inRoot('.cache', 'forge-apps', 'example');
  rmSync(folder, { recursive: true, force: true });
  cpSync(inRoot('examples', 'forge-app'), folder, { recursive: true });
  const installed = join(folder, 'node_modules', 'points-gauge');
  await buildLibrary(installed);
  cpSync(join(installed, 'dashboard'), join(folder, 'static', 'points-gauge'), { recursive: true });
  return folder;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { build } from 'vite';

/**
 * `node scripts/build-page.mjs <file> <Vite's config>`, in the page's folder and a process of its own, since Vite takes `NODE_ENV` from it. Writes
 * to the file which modules the page is made of, as a JSON array of paths.
 */
const [modulesFile = '', configFile = 'vite.config.ts'] = process.argv.slice(2);
/** @type {Set<string>} */
const modules = new Set();

await build({
  configFile,
  plugins: [
    {
      name: 'list-modules',
      buildEnd() {
        // Without Vite's own, and without what may follow a name: `?inline`.
        for (const id of this.getModuleIds()) if (isAbsolute(id)) modules.add(id.replace(/\?.*$/, ''));
      },
    },
  ],
});
mkdirSync(dirname(modulesFile), { recursive: true });
writeFileSync(modulesFile, JSON.stringify([...modules].sort()));

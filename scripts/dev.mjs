import { createServer } from 'node:net';
import { join, sep } from 'node:path';
import { appFolders, bundleApps, bundleLocal, bundles, keepApps } from './bundle.mjs';
import { inRoot } from './paths.mjs';
import { runMain } from './problem.mjs';
import { foreground } from './run.mjs';
import { ensureInstalled } from './setup.mjs';

const host = '127.0.0.1';
/** An editor writes a file in several steps, and several files at once. */
const quietMs = 30;

/**
 * `npm run dev`: the development cloud, with the page as it is being written and the apps built again after each change. A change of
 * the emulator itself wants a new start.
 */
await runMain(async () => {
  await ensureInstalled();
  await bundleApps();
  await bundleLocal();
  const page = await servePage();
  const apps = await keepApps();
  // Ready for the first change: what a bundle is made of is read and kept.
  await apps.rebuild();
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let cloud;
  const rebuildSoon = afterQuiet(async () => {
    if ((await apps.rebuild()) && cloud?.connected === true) cloud.send('load-apps');
  });
  page.watcher.add(appFolders);
  page.watcher.on('all', (event, path) => {
    const isChange = event === 'change' || event === 'add' || event === 'unlink';
    if (isChange && appFolders.some((folder) => path.startsWith(folder + sep))) rebuildSoon();
  });
  try {
    const address = page.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
    const args = ['--enable-source-maps', bundles.local, '--no-fleet', '--page', address];
    const onStart = (/** @type {import('node:child_process').ChildProcess} */ child) => {
      cloud = child;
      child.on('message', (said) => {
        // What the page shows came from the app.
        if (said === 'apps-loaded') page.ws.send('app-loaded');
      });
    };
    return await foreground([...args, ...process.argv.slice(2)], { onStart });
  } finally {
    await Promise.all([page.close(), apps.stop()]);
  }
});

/**
 * Once after a burst of calls, as a save of several files is; one that comes meanwhile is answered by one more.
 * @param {() => Promise<void>} work
 */
function afterQuiet(work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let isAtWork = false;
  const start = async () => {
    if (isAtWork) {
      timer = setTimeout(start, quietMs);
      return;
    }
    isAtWork = true;
    try {
      await work();
    } finally {
      isAtWork = false;
    }
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(start, quietMs);
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}

/** Vite's own server, on any free port of this machine. */
async function servePage() {
  // Imported late: in a fresh clone Vite is there only after the install.
  const vite = await import('vite');
  const folder = inRoot('static', 'dashboard');
  const port = await freePort();
  const server = await vite.createServer({
    root: folder,
    configFile: join(folder, 'vite.config.ts'),
    logLevel: 'warn',
    // The page comes from the host's address, and its socket from here.
    server: { host, port, strictPort: true, cors: true, hmr: { host, clientPort: port } },
  });
  await server.listen();
  return server;
}

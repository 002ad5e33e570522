import { spawn } from 'node:child_process';
import { ensureDashboard } from './dashboard.mjs';
import { bundleApps, bundleLocal, bundles } from './bundle.mjs';
import { findChromium } from './chromium.mjs';
import { inRoot, root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { ensureInstalled } from './setup.mjs';

/** Chromium without sandbox (a build may run as root) and without its calls home. */
export async function launchChromium() {
  const { chromium } = await import('playwright-core');
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', ...quiet],
  });
}

/**
 * Builds what is missing and runs the development cloud on a free port, with a history of its own that is kept.
 * @param {string} name of the folder in `.cache` that it keeps
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startCloud(name) {
  await ensureInstalled();
  await ensureDashboard();
  await bundleApps();
  await bundleLocal();
  const args = [
    ...['--enable-source-maps', bundles.local, '--port', '0', '--no-fleet'],
    ...['--data', inRoot('.cache', name)],
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  /** @type {string} */
  const url = await new Promise((resolve, reject) => {
    /** @param {Buffer} chunk */
    const hear = (chunk) => {
      output += chunk.toString();
      const found = /Points Gauge is at (\S+)/.exec(output);
      if (found?.[1] !== undefined) resolve(found[1]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', () => {
      reject(new Problem(`The development cloud did not start:\n${output}`));
    });
  });
  /** @returns {Promise<void>} */
  const stop = () =>
    new Promise((resolve) => {
      child.on('close', () => {
        resolve();
      });
      child.kill('SIGTERM');
    });
  return { url, stop };
}

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {object} BenchResult
 * @property {string} bench
 * @property {string} output
 * @property {number | null} status
 * @property {import('./figures.mjs').Figure[]} figures
 * @property {boolean} crashed
 * @property {number} seconds that it took
 */

/**
 * Runs a bench in a process of its own, since what one leaves warm must not help another.
 * @param {string} bench
 * @param {readonly string[]} args
 * @param {boolean} isShown its output as it comes
 * @returns {Promise<BenchResult>} what it printed, its figures, and whether it ended before it could give any
 */
export async function runBench(bench, args, isShown = true) {
  const folder = mkdtempSync(join(tmpdir(), 'points-gauge-bench-'));
  const file = join(folder, 'figures.json');
  const child = spawn(process.execPath, [join(import.meta.dirname, `${bench}.bench.mjs`), ...args], {
    env: { ...process.env, POINTS_GAUGE_BENCH_FIGURES: file },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const startedMs = Date.now();
  child.stdout.on('data', (chunk) => {
    output += chunk.toString();
    if (isShown) process.stdout.write(chunk);
  });
  /** @type {number | null} */
  const status = await new Promise((resolve) => child.on('close', resolve));
  const seconds = Math.round((Date.now() - startedMs) / 1000);
  try {
    return {
      bench,
      output,
      status,
      seconds,
      figures: JSON.parse(readFileSync(file, 'utf8')),
      crashed: false,
    };
  } catch {
    console.error(`The bench "${bench}" gave no figures.`);
    return { bench, output, status, seconds, figures: [], crashed: true };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { inRoot, tools } from './paths.mjs';
import { runMain } from './problem.mjs';
import { capture } from './run.mjs';
import { ensureInstalled } from './setup.mjs';

/** Longest first. */
const checks = [
  { name: 'types: all TypeScript', args: [tools.tsc, '-p', 'tsconfig.all.json'] },
  { name: 'format', args: [tools.prettier, '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', args: [tools.oxlint, '--deny-warnings'] },
  { name: 'types: app', args: [tools.tsc, '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types: library', args: [tools.tsc, '--noEmit', '-p', 'tsconfig.lib.json'] },
  { name: 'types: scripts', args: [tools.tsc, '--noEmit', '-p', 'tsconfig.scripts.json'] },
  {
    name: 'layers',
    args: [
      tools.depcruise,
      '--config',
      '.dependency-cruiser.cjs',
      'src',
      'emulator',
      'demo',
      'scripts',
      'cli',
      'fleet',
      'static/dashboard/src',
    ],
  },
  { name: 'words', args: [inRoot('scripts', 'words.mjs')] },
  { name: 'dead code', args: [tools.knip, '--no-progress'] },
];

/** @param {{ name: string, args: string[] }} check */
async function runCheck({ name, args }) {
  const startedAtMs = Date.now();
  const { code, output } = await capture(process.execPath, args);
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}  (${seconds} s)`);
  if (code !== 0) console.log(output.trimEnd());
  return code === 0;
}

/** `npm run check`: all checks, two at a time, each with one line; the output only of those that fail. */
await runMain(async () => {
  await ensureInstalled();
  const waiting = [...checks];
  /** @type {boolean[]} */
  const results = [];
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      results.push(await runCheck(check));
    }
  };
  await Promise.all([worker(), worker()]);
  const failed = results.filter((passed) => !passed).length;
  console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${checks.length} checks failed.`);
  return failed === 0 ? 0 : 1;
});

import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { clearInterval, setInterval } from 'node:timers';
import { Problem } from './problem.mjs';
import { root } from './paths.mjs';

/**
 * Runs a program to its end and keeps what it prints. Resolves with `{code, output}`, whatever the code.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function capture(file, args, { cwd = root, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => {
      reject(new Problem(`${file} could not be started: ${error.message}`));
    });
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/**
 * Runs a Node script in the foreground and resolves with its exit code. Signals to us are passed on, so that the script
 * decides how to stop. A terminal sends Ctrl-C to both of us by itself; passing it on as well would look like pressing it twice.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onStart?: (child: import('node:child_process').ChildProcess) => void }} [options]
 *   with `onStart` the two have a channel for messages
 * @returns {Promise<number>}
 */
export function foreground(args, { cwd = root, env = process.env, onStart } = {}) {
  return new Promise((resolve, reject) => {
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = onStart === undefined ? 'inherit' : ['inherit', 'inherit', 'inherit', 'ipc'];
    const child = spawn(process.execPath, args, { cwd, env, stdio });
    onStart?.(child);
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => {
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, pass);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/**
 * Says that something long is going on: once at the start, then every ten seconds, so that nobody thinks it hangs.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 */
export async function withProgress(title, work) {
  const startedAtMs = Date.now();
  const seconds = () => Math.round((Date.now() - startedAtMs) / 1000);
  console.log(`${title}…`);
  const timer = setInterval(() => {
    console.log(`  … ${seconds()} s`);
  }, 10_000);
  try {
    const result = await work();
    console.log(`  done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/**
 * The first and the last lines of a long output: npm says first what is wrong, a build says it last.
 * @param {string} text
 */
export function excerpt(text, count = 20) {
  const lines = text.trimEnd().split('\n');
  if (lines.length <= 2 * count) return lines.join('\n');
  return [
    ...lines.slice(0, count),
    `… ${lines.length - 2 * count} lines left out …`,
    ...lines.slice(-count),
  ].join('\n');
}

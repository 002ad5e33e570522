import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const projectRoot = resolve(__dirname, '..', '..');

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** The scripts of the project in another folder, without packages that one of them may have installed. */
export function copyScripts(folder: string): void {
  const filter = (path: string) => !path.includes('node_modules');
  cpSync(resolve(projectRoot, 'scripts'), folder, { recursive: true, filter });
}

/** Runs Node as a process of its own, as a user does, and waits for its end. */
export function runNode(
  args: string[],
  options: { cwd?: string; env?: Record<string, string>; input?: string } = {},
): Promise<Ended> {
  return new Promise((done) => {
    const settings = { cwd: options.cwd ?? projectRoot, env: { ...process.env, ...options.env } };
    const child = execFile(process.execPath, args, settings, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : (child.exitCode ?? 1), stdout, stderr });
    });
    // One that ends without reading has closed the pipe; what it said and its code are the result then.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input ?? '');
  });
}

const caller = `
const [file, name] = process.argv.slice(1);
const { readFileSync } = await import('node:fs');
const args = JSON.parse(readFileSync(0, 'utf8'));
const result = await (await import(file))[name](...args);
process.stdout.write(JSON.stringify(result ?? null));`;

/** Calls an exported function of one of the project's scripts (ES modules, which jest itself does not load). */
export async function callScript(script: string, name: string, args: unknown[]): Promise<unknown> {
  const file = pathToFileURL(resolve(projectRoot, script)).href;
  const ended = await runNode(['--input-type=module', '-e', caller, file, name], {
    input: JSON.stringify(args),
  });
  if (ended.code !== 0) throw new Error(ended.stderr);
  return JSON.parse(ended.stdout);
}

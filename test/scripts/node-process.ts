import { execFile, spawn, type ChildProcess } from 'node:child_process';
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

/** Answers one call after another until whoever asks is gone. */
const caller = `
process.on('message', async ({ call, file, name, args }) => {
  try {
    const result = await (await import(file))[name](...args);
    process.send({ call, result: result ?? null });
  } catch (error) {
    process.send({ call, error: String(error?.stack ?? error) });
  }
});`;

type Answer = { call: number; result: unknown } | { call: number; error: string };

const waiting = new Map<number, (answer: Answer) => void>();
let calls = 0;
/** One for all calls of a file: to start it takes longer than most of them. */
let child: ChildProcess | null = null;

afterAll(() => {
  child?.disconnect();
});

function startCaller(): ChildProcess {
  const started = spawn(process.execPath, ['--input-type=module', '-e', caller], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  started.on('message', (answer: Answer) => waiting.get(answer.call)?.(answer));
  started.on('exit', (code) => {
    for (const [call, tell] of waiting) tell({ call, error: `Node ended with ${String(code)}.` });
  });
  return started;
}

/** Calls an exported function of one of the project's scripts (ES modules, which jest itself does not load). */
export async function callScript(script: string, name: string, args: unknown[]): Promise<unknown> {
  const file = pathToFileURL(resolve(projectRoot, script)).href;
  const asked = (child ??= startCaller());
  const call = (calls += 1);
  const answer = await new Promise<Answer>((tell) => {
    waiting.set(call, tell);
    asked.send({ call, file, name, args });
  });
  waiting.delete(call);
  if ('error' in answer) throw new Error(answer.error);
  return answer.result;
}

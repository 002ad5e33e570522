/** The program behind `npm run example`: runs one example against an emulated Jira and a gauge of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { admin, openExampleHarness } from './harness';
import { visit } from './jira';

const commands: Record<string, [string, ...string[]]> = {
  oauth: [process.execPath, 'examples/oauth/sync.mjs'],
  connect: [process.execPath, 'examples/connect/server.mjs'],
  python: ['python3', 'examples/python/points_gauge.py'],
};

async function main(): Promise<number> {
  const [name = '', root = '.'] = process.argv.slice(2);
  const command = commands[name];
  if (command === undefined) {
    console.error(`There is no example "${name}". There are: ${Object.keys(commands).join(', ')}.`);
    return 1;
  }
  const harness = await openExampleHarness({
    bundle: join(root, '.cache', 'app', 'index.js'),
    manifest: join(root, 'manifest.yml'),
  });
  const [file, ...args] = command;
  const env = { ...process.env, ...harness.env };
  const child = spawn(file, args, { cwd: root, stdio: ['inherit', 'pipe', 'inherit'], env });
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    const url = /^Listening on (http:\S+)/.exec(chunk.toString())?.[1];
    if (url === undefined) return;
    // A server waits for somebody: one visit, then it may end and report what is left.
    void visit(url, harness.env, admin.accountId, console.log).finally(() => child.kill('SIGTERM'));
  });
  // Ctrl+C reaches the example too; this program waits for it to report what it has.
  process.on('SIGINT', () => undefined);
  const code = await new Promise<number>((resolve) => {
    child.on('error', (error) => {
      console.error(`This example needs ${file}, which cannot be started here: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (exit) => {
      resolve(exit ?? 1);
    });
  });
  const { requests, likelyPoints } = await harness.shown();
  console.log(`Points Gauge shows ${requests} calls of the example, about ${likelyPoints} points.`);
  await harness.close();
  return code;
}

void main().then((code) => process.exit(code));

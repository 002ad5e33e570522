/** The program behind `npm run example`: runs one example against an emulated Jira and a gauge of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { openExampleDesk } from './desk';

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
  const desk = await openExampleDesk({
    bundle: join(root, '.cache', 'app', 'index.js'),
    manifest: join(root, 'manifest.yml'),
  });
  const [file, ...args] = command;
  const child = spawn(file, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...desk.env } });
  // Ctrl+C reaches the example too; this program waits for it to report what it has.
  process.on('SIGINT', () => undefined);
  const code = await new Promise<number>((resolve) => {
    child.on('error', (error) => {
      console.error(`${file} cannot be started: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (exit) => {
      resolve(exit ?? 1);
    });
  });
  const { requests, likelyPoints } = await desk.shown();
  console.log(`Points Gauge shows ${requests} calls of the example, about ${likelyPoints} points.`);
  await desk.close();
  return code;
}

void main().then((code) => process.exit(code));

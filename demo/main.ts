/** The program behind `npm start`. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ProgramError, readOptions } from './options';
import { startProgram } from './program';
import { StorageFileError } from '../emulator/forge/storage/database';
import { PortInUseError } from '../emulator/host/server';

const say = (line: string): void => {
  console.log(line);
};

/** The folder with the package: this file runs as a bundle somewhere below it, beside the demo's own manifest. */
function findRoot(from: string): string {
  if (['manifest.yml', 'package.json'].every((name) => existsSync(join(from, name)))) return from;
  const above = dirname(from);
  if (above === from) throw new ProgramError('The project was not found around this program.');
  return findRoot(above);
}

async function main(): Promise<void> {
  const root = findRoot(__dirname);
  const program = await startProgram(readOptions(process.argv.slice(2), root), root, say);
  let isStopping = false;
  const stop = (): void => {
    // A second signal is an impatient person: what is stored is safe at any moment.
    if (isStopping) process.exit(130);
    isStopping = true;
    say('\nStopping …');
    void program.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // `npm run dev` says when the apps were built again, and hears when they are run.
  process.on('message', (asked) => {
    if (asked !== 'load-apps') return;
    program.loadApps();
    process.send?.('apps-loaded');
  });
  say(`\nPoints Gauge is at ${program.url}\nCtrl+C stops it.`);
}

main().catch((error: unknown) => {
  const isForThePerson =
    error instanceof ProgramError || error instanceof PortInUseError || error instanceof StorageFileError;
  console.error(isForThePerson ? error.message : error);
  process.exit(1);
});

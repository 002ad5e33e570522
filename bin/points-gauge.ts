import { read, readUsage } from './read';

const usage = `Usage: points-gauge <command>

Commands:
  read    say in plain words what a response's rate-limit headers mean

${readUsage}`;

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === 'read') return read(rest, process.stdin, process.stdout, process.stderr);
  if (command === undefined || command === '--help' || command === '-h') {
    (command === undefined ? process.stderr : process.stdout).write(`${usage}\n`);
    return command === undefined ? 2 : 0;
  }
  process.stderr.write(`points-gauge: there is no command "${command}".\n\n${usage}\n`);
  return 2;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

import { budget, budgetUsage } from './budget';
import { checkFiles, checkUsage } from './check';
import { cloud } from './cloud';
import { cloudUsage } from './cloud-options';
import { costs, costsUsage } from './costs';
import { embed } from './embed/command';
import { readOwnVersion } from './embed/own-package';
import { embedUsage } from './embed/options';
import { fleet, programPort } from '../fleet/command';
import { fleetUsage } from '../fleet/options';
import { fleetEvidence, fleetEvidenceUsage } from './fleet-evidence';
import { merge, mergeUsage } from './merge';
import { terminalQuestion } from './question';
import { read, readUsage } from './read';
import { simulateFiles, simulateUsage } from './simulate';
import { plainStream } from './terminal';
import { verify, verifyUsage } from './verify';

const usage = `Usage: points-gauge <command>
       points-gauge --version

Commands:
  embed     put the gauge into a Forge app
  read      say in plain words what a response's rate-limit headers mean
  merge     join the reports of several sites into one of the app
  check     hold an evidence file against itself, offline
  simulate  replay recorded hours under another tier or quota
  cloud     run an Atlassian Cloud on this machine that charges points
  verify    compare your own site with what is expected of it, by harmless reads
  costs     say what a call costs and who says so, or print the whole catalogue
  fleet     collect what the sites of an app print, and show the whole pool
  budget    compare what features cost in the tests of two versions

${embedUsage}

${readUsage}

${mergeUsage}

${checkUsage}

${simulateUsage}

${cloudUsage}

${verifyUsage}

${fleetUsage}

${fleetEvidenceUsage}

${budgetUsage}

${costsUsage}`;

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  const streams = { out: plainStream(process.stdout), err: plainStream(process.stderr) };
  const { out, err } = streams;
  if (command === 'read') return read(rest, process.stdin, out, err);
  if (command === 'embed') return embed(rest, { ...streams, ask: terminalQuestion() }, __dirname);
  if (command === 'merge') return merge(rest, streams);
  if (command === 'check') return checkFiles(rest, streams);
  if (command === 'simulate') return simulateFiles(rest, streams);
  if (command === 'verify')
    return verify(rest, { ...streams, env: process.env, ask: terminalQuestion(), nowMs: () => Date.now() });
  if (command === 'cloud') return cloud(rest, streams, signalled);
  if (command === 'costs') return costs(rest, streams);
  if (command === 'fleet' && rest[0] === 'evidence') return fleetEvidence(rest.slice(1), streams, Date.now());
  if (command === 'fleet') return fleet(rest, programPort(streams, abortedBySignal()));
  if (command === 'budget') return budget(rest, streams);
  if (command === '--version') {
    out.write(`${readOwnVersion(__dirname)}\n`);
    return 0;
  }
  if (command === undefined || command === '--help' || command === '-h') {
    (command === undefined ? err : out).write(`${usage}\n`);
    return command === undefined ? 2 : 0;
  }
  err.write(`points-gauge: there is no command "${command}".\n\n${usage}\n`);
  return 2;
}

/** Resolves when somebody wants the program to end. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve();
      });
  });
}

function abortedBySignal(): AbortSignal {
  const ending = new AbortController();
  void signalled().then(() => {
    ending.abort();
  });
  return ending.signal;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

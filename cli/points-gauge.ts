import { readOwnVersion } from './own-version';
import type { Streams } from './report-files';
import { plainStream } from './terminal';

interface Command {
  does: string;
  usage: () => Promise<string>;
  run: (args: readonly string[], streams: Streams) => Promise<number>;
}

/** Each is loaded when it is asked for: a parser and a whole cloud are much to read for who wants one line. */
const commands: Readonly<Record<string, Command>> = {
  embed: {
    does: 'put the gauge into a Forge app',
    usage: async () => (await import('./embed/options')).embedUsage,
    run: async (args, streams) => {
      const [{ embed }, { terminalQuestion }] = await Promise.all([
        import('./embed/command'),
        import('./question'),
      ]);
      return embed(args, { ...streams, ask: terminalQuestion() }, __dirname);
    },
  },
  read: {
    does: "say in plain words what a response's rate-limit headers mean",
    usage: async () => (await import('./read')).readUsage,
    run: async (args, { out, err }) => (await import('./read')).read(args, process.stdin, out, err),
  },
  merge: {
    does: 'join the reports of several sites into one of the app',
    usage: async () => (await import('./merge')).mergeUsage,
    run: async (args, streams) => (await import('./merge')).merge(args, streams),
  },
  check: {
    does: 'hold an evidence file against itself, offline',
    usage: async () => (await import('./check')).checkUsage,
    run: async (args, streams) => (await import('./check')).checkFiles(args, streams),
  },
  simulate: {
    does: 'replay recorded hours under another tier or quota',
    usage: async () => (await import('./simulate')).simulateUsage,
    run: async (args, streams) => (await import('./simulate')).simulateFiles(args, streams),
  },
  cloud: {
    does: 'run an Atlassian Cloud on this machine that charges points',
    usage: async () => (await import('./cloud-options')).cloudUsage,
    run: async (args, streams) => (await import('./cloud')).cloud(args, streams, signalled),
  },
  verify: {
    does: 'compare your own site with what is expected of it, by harmless reads',
    usage: async () => (await import('./verify')).verifyUsage,
    run: async (args, streams) => {
      const [{ verify }, { terminalQuestion }] = await Promise.all([
        import('./verify'),
        import('./question'),
      ]);
      return verify(args, {
        ...streams,
        ...{ env: process.env, ask: terminalQuestion(), nowMs: () => Date.now() },
      });
    },
  },
  costs: {
    does: 'say what a call costs and who says so, or print the whole catalogue',
    usage: async () => (await import('./costs')).costsUsage,
    run: async (args, streams) => (await import('./costs')).costs(args, streams),
  },
  fleet: {
    does: 'collect what the sites of an app print, and show the whole pool',
    usage: async () => {
      const [{ fleetUsage }, { fleetEvidenceUsage }] = await Promise.all([
        import('../fleet/options'),
        import('./fleet-evidence'),
      ]);
      return `${fleetUsage}\n\n${fleetEvidenceUsage}`;
    },
    run: async (args, streams) => {
      if (args[0] === 'evidence')
        return (await import('./fleet-evidence')).fleetEvidence(args.slice(1), streams, Date.now());
      const { fleet, programPort } = await import('../fleet/command');
      return fleet(args, programPort(streams, __dirname, abortedBySignal()));
    },
  },
  budget: {
    does: 'compare what features cost in the tests of two versions',
    usage: async () => (await import('./budget')).budgetUsage,
    run: async (args, streams) => (await import('./budget')).budget(args, streams),
  },
};

async function usage(): Promise<string> {
  const listed = Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(9)} ${does}`);
  const usages = await Promise.all(Object.values(commands).map((command) => command.usage()));
  const start = `Usage: points-gauge <command>
       points-gauge --version

Commands:
${listed.join('\n')}`;
  return [start, ...usages].join('\n\n');
}

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const streams = { out: plainStream(process.stdout), err: plainStream(process.stderr) };
  const { out, err } = streams;
  if (name === '--version') {
    out.write(`${readOwnVersion(__dirname)}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h') {
    (name === undefined ? err : out).write(`${await usage()}\n`);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command.run(rest, streams);
  const meant = Object.keys(commands).find((known) => isTypo(name, known));
  err.write(
    `points-gauge: there is no command "${name}".${meant === undefined ? '' : ` Did you mean "${meant}"?`} "points-gauge --help" names all.\n`,
  );
  return 2;
}

/** One letter is missing, too many, another, or two letters have changed places. */
function isTypo(given: string, known: string): boolean {
  const wrong = given.toLowerCase();
  let start = 0;
  while (start < known.length && wrong[start] === known[start]) start += 1;
  let end = 0;
  const shorter = Math.min(wrong.length, known.length) - start;
  while (end < shorter && wrong.at(-1 - end) === known.at(-1 - end)) end += 1;
  const [here, there] = [wrong, known].map((word) => word.slice(start, word.length - end)) as [
    string,
    string,
  ];
  if (here.length === 2 && there.length === 2) return here === `${there.charAt(1)}${there.charAt(0)}`;
  return here.length < 2 && there.length < 2;
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

import { parseArgs } from 'node:util';
import { readFileSync } from 'node:fs';
import type { ServerOptions } from '../emulator/cloud/server';
import type { NamedPerson } from '../emulator/cloud/options';
import { oddities, type Oddity } from '../emulator/cloud/own/oddities';
import { readFixtures } from '../emulator/cloud/own/fixture';
import { readPeople } from '../emulator/cloud/own/people-file';
import { appOf, settingsOf } from './cloud-app';
import { faultOf, faultUsage } from './cloud-fault';
import { numberOf } from './number-option';
import { InputError } from './report-files';

export const cloudUsage = `points-gauge cloud [--port 4461] [--tier 1|2] [--quota 5000] [--enforcement enforced|beta|off]
                   [--app name=tier:enforcement:quota]… [--people file.json] [--fixtures file.json]
                   [--flag name]… [--fault what]… [--latency ms] [--seed n] [--legacy-search]
                   [--allow-host name]…
  An Atlassian Cloud on this machine, with made-up data, that charges points, sends the rate-limit headers and refuses as the
  real one does: to develop and test against, since nobody may load-test Atlassian.
  --port         4461; 0 takes any free one
  --tier         1 (the default) or 2: of every app, whatever its name
  --quota        points an hour of every app, instead of the tier's own
  --enforcement  of every app: enforced (the default), beta (announced, refuses nothing) or off (no headers)
  --app          what differs for the app of this name, any part left out: sync=2:beta:5000, sync=::500
  --people       people of your own, first among the users: [{"accountId", "displayName", "admin", "emailAddress"?}]
  --fixtures     recorded answers: [{"request": {"product", "method", "path", "query"?}, "response": {"status", "headers"?,
                 "body"?}, "points"?}]; a path has {} for any value
  --fault        ${faultUsage}
  --flag         an oddity of the headers that was seen in the field: --flag list says which there are
  --latency      typical milliseconds of an answer
  --seed         a number that decides all data, and which calls a fault befalls
  --allow-host   a name besides localhost and Atlassian's own under which it may be asked, for example of a container
  --legacy-search  lets Jira's removed search (/rest/api/2/search) answer, for old clients
Runs until Ctrl+C. Exit: 0 when it was stopped, 2 when it could not start.`;

const usualPort = '4461';

export const flagList = `${Object.entries(oddities)
  .map(([name, what]) => `${name.padEnd(24)}${what}`)
  .join('\n')}\n`;

/** @throws InputError saying which option cannot be read, and what it may be */
export function optionsOf(args: readonly string[]): ServerOptions | 'help' | 'flags' {
  const { values } = parsed(args);
  if (values.help === true) return 'help';
  if (values.flag.includes('list')) return 'flags';
  const anyApp = {
    ...settingsOf('tier', { tier: values.tier }),
    ...settingsOf('enforcement', { enforcement: values.enforcement }),
    ...settingsOf('quota', { quota: values.quota }),
  };
  return {
    port: numberOf('port', values.port, 0, 65_535),
    anyApp,
    apps: values.app.map((app) => appOf(app, anyApp)),
    people: values.people === undefined ? [] : read('people', values.people, readPeople),
    fixtures: values.fixtures === undefined ? [] : read('fixtures', values.fixtures, readFixtures),
    faults: values.fault.map(faultOf),
    flags: values.flag.map(flagOf),
    legacySearch: values['legacy-search'] === true,
    allowedHosts: values['allow-host'],
    latencyMs: numberOf('latency', values.latency, 0, 600_000),
    seed: numberOf('seed', values.seed, 0, 2 ** 32 - 1),
  };
}

function flagOf(typed: string): Oddity {
  const known = (Object.keys(oddities) as Oddity[]).find((one) => one === typed);
  if (known === undefined) throw new InputError(`--flag "${typed}": there are\n${flagList}`);
  return known;
}

function read<T extends readonly NamedPerson[] | readonly object[]>(
  option: string,
  file: string,
  parse: (json: string) => T,
): T {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(`--${option} ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: usualPort },
        tier: { type: 'string' },
        quota: { type: 'string' },
        enforcement: { type: 'string' },
        app: { type: 'string', multiple: true, default: [] },
        people: { type: 'string' },
        fixtures: { type: 'string' },
        fault: { type: 'string', multiple: true, default: [] },
        flag: { type: 'string', multiple: true, default: [] },
        'legacy-search': { type: 'boolean' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        latency: { type: 'string', default: '0' },
        seed: { type: 'string', default: '1' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : String(error)}\n\n${cloudUsage}`);
  }
}

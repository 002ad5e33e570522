import { parseArgs } from 'node:util';
import { readFileSync } from 'node:fs';
import type { ServerOptions } from '../emulator/cloud/server';
import { InputError, orUsage } from '../src/input-error';
import {
  type AnyAppOptions,
  type AppOptions,
  enforcements,
  type NamedPerson,
} from '../emulator/cloud/options';
import { oddities, type Oddity } from '../emulator/cloud/own/oddities';
import { readFixtures } from '../emulator/cloud/own/fixture';
import { readPeople } from '../emulator/cloud/own/people-file';
import { numberOf } from './number-option';

import { type Fault, type FaultKind, refusalKinds } from '../emulator/cloud/own/faults';

/** Settings as they are typed; what is left out, or empty, is as usual. @throws InputError naming the option */
function settingsOf(
  option: string,
  typed: { tier?: string | undefined; enforcement?: string | undefined; quota?: string | undefined },
): AnyAppOptions {
  const { tier = '', enforcement = '', quota = '' } = typed;
  const known = enforcements.find((one) => one === enforcement);
  if (known === undefined && enforcement !== '')
    throw new InputError(`--${option} "${enforcement}": there are ${enforcements.join(', ')}.`);
  return {
    ...tierOf(option, tier),
    ...(known === undefined ? {} : { enforcement: known }),
    ...(quota === '' ? {} : { quotaPoints: numberOf(option, quota, 1, 1e9) }),
  };
}

function tierOf(option: string, tier: string): AnyAppOptions {
  if (tier === '') return {};
  if (tier !== '1' && tier !== '2') throw new InputError(`--${option} "${tier}": there are 1 and 2.`);
  return { tier: tier === '1' ? 1 : 2 };
}

/** `name=tier:enforcement:quota`, every part of which but the name can be left out: `sync=::500`. @throws InputError */
function appOf(typed: string, usual: AnyAppOptions): AppOptions {
  const [id = '', settings = '', more] = typed.split('=');
  const [tier, enforcement, quota, tooMuch] = settings.split(':');
  if (id === '' || more !== undefined || tooMuch !== undefined)
    throw new InputError(
      `--app "${typed}" must be a name and what differs from the usual, as in sync=2:beta:5000 or sync=::500.`,
    );
  const own = settingsOf('app', { tier, enforcement, quota });
  return { id, tier: 1, enforcement: 'enforced', ...usual, ...own };
}

const faultUsage = `500, 502, 503 or 504 (with +SECONDS for Retry-After), 429=KIND (${refusalKinds.join(', ')}),
                 latency=MILLISECONDS, reset, lost, truncated; then @SHARE of the calls, and a path, with {} for any value
                 and * at its end: --fault "503+5@0.1 /rest/api/3/search/*"`;

/** A fault as it is typed: `503+5@0.1 /rest/api/3/search/*`. @throws InputError */
function faultOf(typed: string): Fault {
  const found = /^([^@\s]+)(?:@([\d.]+))?(?:\s+(\/\S*))?$/.exec(typed.trim());
  const kind = kindOf(found?.[1] ?? '');
  const rate = found?.[2] === undefined ? 1 : Number(found[2]);
  if (kind === null || !(rate >= 0 && rate <= 1))
    throw new InputError(`--fault "${typed}" cannot be read. It is ${faultUsage}`);
  const path = found?.[3];
  return { ...kind, rate, ...(path === undefined ? {} : { on: { path } }) };
}

function kindOf(typed: string): FaultKind | null {
  if (typed === 'reset') return { kind: 'reset' };
  if (typed === 'lost') return { kind: 'reset', served: false };
  if (typed === 'truncated') return { kind: 'truncated' };
  const ms = /^latency=(\d{1,6})$/.exec(typed)?.[1];
  if (ms !== undefined) return { kind: 'latency', ms: Number(ms) };
  const as = refusalKinds.find((one) => typed === `429=${one}`);
  if (as !== undefined) return { kind: 'refused', as };
  const [, status, seconds] = /^(50[0234])(?:\+(\d+))?$/.exec(typed) ?? [];
  if (status === undefined) return null;
  const known = Number(status) as 500 | 502 | 503 | 504;
  return { kind: 'status', status: known, ...(seconds === undefined ? {} : { retryAfter: seconds }) };
}

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
  return orUsage(cloudUsage, () =>
    parseArgs({
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
    }),
  );
}

import { readFileSync, writeFileSync } from 'node:fs';
import { estimatePoints } from '../src/costs/estimate';
import { InputError } from '../src/input-error';
import type { Streams } from './report-files';
import type { Ask } from './question';
import { compare } from './verify/compare';
import { reads } from './verify/reads';
import { redacted } from './verify/redact';
import { emulatedSite, realSite, type Access } from './verify/site';
import { differenceTable, summary } from './verify/table';
import { assertWelcome, walk } from './verify/walk';

export const verifyUsage = `Usage: points-gauge verify --site https://you.atlassian.net [--yes] [--out <file>]

Compares your site with what the emulator, the header reader and the cost catalogue expect: some forty harmless reads of Jira and
Confluence, and no write. Prints what differs, and writes a file without names, ids or texts that can be sent as an issue.

  --site         the site's address
  --yes          do not ask before it begins
  --out <file>   where the file goes; points-gauge-verify.json when left out
  --token-file <file>  the token, in place of the environment

Credentials come from POINTS_GAUGE_VERIFY_EMAIL and POINTS_GAUGE_VERIFY_TOKEN: an account's e-mail address and an API token of it. They
go to the site alone, and are neither stored nor printed.`;

interface VerifyOptions {
  access: Access;
  isAgreed: boolean;
  outFile: string;
}

export interface VerifyPort extends Streams {
  env: Readonly<Record<string, string | undefined>>;
  /** Whether the person wants it to begin; `null` where nobody can be asked. */
  ask: Ask | null;
  nowMs: () => number;
}

/** @returns the exit code: 0 where nothing differs, 1 where something does, 2 for what was typed or not to be reached */
export async function verify(args: readonly string[], port: VerifyPort): Promise<number> {
  try {
    const options = optionsOf(args, port.env);
    if (options === 'help') {
      port.out.write(`${verifyUsage}\n`);
      return 0;
    }
    port.out.write(`${costText(options.access.url)}\n`);
    if (!options.isAgreed) {
      if (port.ask === null)
        throw new InputError('nobody can be asked here; --yes begins without a question');
      if (!(await port.ask('Begin? [y/N] '))) return 0;
    }
    return await run(options, port);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    port.err.write(`points-gauge verify: ${error.message}\n`);
    return 2;
  }
}

async function run({ access, outFile }: VerifyOptions, { out, err, nowMs }: VerifyPort): Promise<number> {
  let isFirst = true;
  const { walked, stoppedBy } = await walk(reads, realSite(access, nowMs), (_read, answer) => {
    if (isFirst) assertWelcome(answer, access.url);
    isFirst = false;
  });
  const emulated = await walk(reads, emulatedSite(nowMs));
  const compared = compare(walked, emulated.walked);
  out.write(`\n${differenceTable(compared)}\n${summary(compared)}\n`);
  if (stoppedBy !== null) {
    const wait = stoppedBy.headers.get('retry-after');
    err.write(
      `The site said 429${wait === undefined ? '' : `, retry after ${wait} s`}: no more was asked; what was learned so far is kept.\n`,
    );
  }
  writeFileSync(outFile, `${JSON.stringify(redacted(compared), null, 2)}\n`);
  out.write(
    `${outFile} can be sent as an issue: it has no names, ids or texts of your site. Look at it first.\n`,
  );
  return compared.some(({ findings }) => findings.length > 0) ? 1 : 0;
}

function costText(url: string): string {
  const prices = reads.map(
    ({ product, method, path }) => estimatePoints({ product, method, path, objects: null }).points,
  );
  const likely = Math.round(prices.reduce((sum, { likely: points }) => sum + points, 0));
  return [
    `${reads.length} reads of ${url}, one after another. With an API token they cost no points;`,
    `an app would pay about ${likely}. They count toward the site's limits of requests a second.`,
  ].join('\n');
}

function optionsOf(args: readonly string[], env: VerifyPort['env']): VerifyOptions | 'help' {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  for (let i = 0; i < args.length; i += 1) {
    const name = args[i] ?? '';
    if (name === '--help' || name === '-h') return 'help';
    if (name === '--yes') flags.add(name);
    else if (['--site', '--out', '--token-file'].includes(name)) {
      const value = args[(i += 1)];
      if (value === undefined) throw new InputError(`${name} wants a value`);
      values.set(name, value);
    } else throw new InputError(`there is no option "${name}"; --help has them all`);
  }
  return {
    access: {
      url: siteOf(values.get('--site')),
      authorization: authorizationOf(values.get('--token-file'), env),
    },
    isAgreed: flags.has('--yes'),
    outFile: values.get('--out') ?? 'points-gauge-verify.json',
  };
}

/** Only an address of this machine may do without TLS: a token is sent to it. */
function siteOf(text: string | undefined): string {
  if (text === undefined)
    throw new InputError('--site is missing: the address of your site, as https://you.atlassian.net');
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
  if (url === null || (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:')))
    throw new InputError(`--site "${text}" is no https address`);
  if (url.username !== '' || url.password !== '')
    throw new InputError('--site has credentials in it; give them by the environment');
  return url.origin;
}

function authorizationOf(tokenFile: string | undefined, env: VerifyPort['env']): string {
  const email = env['POINTS_GAUGE_VERIFY_EMAIL'] ?? '';
  const token = tokenFile === undefined ? (env['POINTS_GAUGE_VERIFY_TOKEN'] ?? '') : read(tokenFile);
  if (email === '' || token === '')
    throw new InputError(
      'POINTS_GAUGE_VERIFY_EMAIL and POINTS_GAUGE_VERIFY_TOKEN (or --token-file) have to be set',
    );
  return `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new InputError(`the file "${file}" of --token-file cannot be read`);
  }
}

/** Where the page is served, and who may see it there. */
import { isLoopback, type PagePlace } from './server/page-server';
import { InputError } from '../src/input-error';

const defaultPlace = { host: '127.0.0.1', port: 4466 };
const leastPassword = 12;
/** It is made by a program, and tried by programs. */
const leastToken = 24;

/**
 * `host:port`; without a host this machine alone.
 * @throws InputError that names the option
 */
export function readPlace(option: 'listen' | 'reports', text: string): { host: string; port: number } {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-f:.]+)\]|([\w.-]*)):(\d{1,5})$/i.exec(text) ?? [];
  const port = Number(digits ?? NaN);
  if (!(port <= 65_535))
    throw new InputError(
      `--${option} "${text.slice(0, 60)}" is no place: host:port, for example 127.0.0.1:4466, [::1]:4466 or 0.0.0.0:4466.`,
    );
  return { host: (bracketed ?? plain ?? '') || defaultPlace.host, port };
}

/**
 * @param listen `host:port`, or `undefined` for this machine alone
 * @throws InputError where others could reach it without a password
 */
export function pagePlace(
  listen: string | undefined,
  names: readonly string[],
  password: string,
  apiToken = '',
): PagePlace {
  const { host, port } = listen === undefined ? defaultPlace : readPlace('listen', listen);
  const wrong = names.find((name) => !/^[a-z0-9.-]{1,253}$/i.test(name));
  if (wrong !== undefined)
    throw new InputError(`--name "${wrong.slice(0, 60)}" is no name of a host: without https:// and port.`);
  if (password !== '' && password.length < leastPassword)
    throw new InputError(
      `The page's password needs ${String(leastPassword)} characters: whoever can reach the address can try.`,
    );
  if (apiToken !== '' && !/^[\w.~+/=-]+$/.test(apiToken))
    throw new InputError(
      'The token for programs has characters that no Authorization header takes: letters, digits and -._~+/= are.',
    );
  if (apiToken !== '' && apiToken.length < leastToken)
    throw new InputError(
      `The token for programs needs ${String(leastToken)} characters: openssl rand -hex 24 makes one.`,
    );
  if (password === '' && !isLoopback(host))
    throw new InputError(
      `--listen ${host} can be reached from other machines, and the page shows what every customer's site draws: set a password in POINTS_GAUGE_FLEET_PASSWORD (or --password-file), and put a proxy with TLS before it.`,
    );
  if (password === '' && names.length > 0)
    throw new InputError(
      "--name is for people who come from other machines, and the page shows what every customer's site draws: set a password in POINTS_GAUGE_FLEET_PASSWORD (or --password-file).",
    );
  return {
    ...{ host, port },
    isPortChosen: listen !== undefined,
    names: names.map((name) => name.toLowerCase()),
    password: password === '' ? null : password,
    apiToken: apiToken === '' ? null : apiToken,
  };
}

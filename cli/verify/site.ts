import { createCloud } from '../../emulator/cloud/cloud';
import { InputError } from '../../src/input-error';

/** One answer, as far as it is looked at. */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
  /** `undefined` where it was no JSON. */
  body: unknown;
  receivedAtMs: number;
}

/** Sends one read to a site. */
export type Site = (method: string, path: string, body: string | null) => Promise<Answer>;

export interface Access {
  /** For example `https://acme.atlassian.net`, without a slash at the end. */
  url: string;
  /** Value of the `Authorization` header. It goes to the site and nowhere else. */
  authorization: string;
}

/** @throws InputError where no answer comes, or one that sends the token elsewhere */
export function realSite({ url, authorization }: Access, nowMs: () => number): Site {
  return async (method, path, body) => {
    const headers = { authorization, accept: 'application/json', ...(body === null ? {} : json) };
    // A redirect is not followed: the token would go along.
    const sent = { method, headers, redirect: 'manual' as const, ...(body === null ? {} : { body }) };
    const response = await fetch(url + path, sent).catch((error: unknown) => {
      throw new InputError(`${url} does not answer (${causeOf(error)}). Is the address right?`);
    });
    return {
      status: response.status,
      headers: new Map(response.headers.entries()),
      body: parsed(await response.text()),
      receivedAtMs: nowMs(),
    };
  };
}

const json = { 'content-type': 'application/json' };

/** What the emulator answers to an administrator of a site with as much data as it makes up by itself. */
export function emulatedSite(nowMs: () => number): Site {
  const cloud = createCloud({ clock: { now: nowMs } });
  const [site] = cloud.sites;
  const person = site?.people.at(0) ?? null;
  if (site === undefined || person === null) throw new Error('The emulator has no site with people.');
  const authorization = `Basic ${Buffer.from(`${person.emailAddress}:any`).toString('base64')}`;
  return (method, path, body) => {
    const product = path.startsWith('/wiki/') ? 'confluence' : 'jira';
    const url = `/ex/${product}/${site.cloudId}${path}`;
    const headers = { authorization, host: 'emulator', ...(body === null ? {} : json) };
    const answer = cloud.handle({ method, url, headers, body });
    return Promise.resolve({
      status: answer.status,
      headers: new Map(answer.headers.map(([name, value]) => [name.toLowerCase(), value])),
      body: parsed(answer.body),
      receivedAtMs: nowMs(),
    });
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}

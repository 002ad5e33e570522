/** Recorded answers: what a real site said once, said again. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { record, text } from '../untrusted';
import { checkPath, templateOf, type OwnMethod } from './endpoint';

export interface Fixture {
  request: {
    product: 'jira' | 'confluence';
    method: OwnMethod;
    /** Below the site's address, with `{}` for any value. */
    path: string;
    /** Parameters that must be there with these values; others may be there, too. Left out: any query. */
    query?: Readonly<Record<string, string>>;
  };
  response: {
    status: number;
    headers?: Readonly<Record<string, string>>;
    /** Sent as JSON. Addresses of atlassian.net and api.atlassian.com in it become the emulator's. */
    body?: unknown;
  };
  /** What a call is charged. Left out: 1, as for a call that touches nothing. */
  points?: number;
}

/** Addresses of a real site: `https://acme.atlassian.net` and `https://api.atlassian.com/ex/jira/{cloudId}`. */
const realSite =
  /https:\/\/(?:api\.atlassian\.com\/ex\/(?:jira|confluence)\/[\w-]+|[\w-]+\.(?:atlassian\.net|jira\.com))/g;

/** Written by the service, by the connection or by the emulator itself, for the call at hand. */
const notReplayed = /^(date|content-length|content-encoding|transfer-encoding|connection|set-cookie)$/i;

export function fromFixture(fixture: Fixture): CloudEndpoint {
  const { product, method, path } = fixture.request;
  checkPath('fixtures', product, path);
  return { product, method, template: templateOf(path), handle: (call) => replay(fixture, call) };
}

export function fits({ request }: Fixture, query: URLSearchParams): boolean {
  return Object.entries(request.query ?? {}).every(([name, value]) => query.get(name) === value);
}

function replay({ response, points = 1 }: Fixture, call: Call): Reply {
  const inside = (words: string): string => words.replace(realSite, call.baseUrl);
  const body: unknown =
    response.body === undefined ? null : JSON.parse(inside(JSON.stringify(response.body)));
  const headers = Object.entries(response.headers ?? {})
    .filter(([name]) => !notReplayed.test(name) && !/^content-type$/i.test(name))
    .map(([name, value]): [string, string] => [name, inside(value)]);
  return { ...reply(response.status, body), headers, points };
}

const methods: readonly OwnMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Fixtures as a JSON file has them: one, or a list. @throws saying which one is wrong, and how */
export function readFixtures(json: string): Fixture[] {
  const parsed: unknown = JSON.parse(json);
  return (Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]).map(readFixture);
}

function readFixture(value: unknown, n: number): Fixture {
  const { request, response, points } = record(value);
  const { product, method, path, query } = record(request);
  const { status, headers, body } = record(response);
  const wrong = (what: string): Error => new Error(`fixture ${n + 1}: ${what}`);
  if (product !== 'jira' && product !== 'confluence')
    throw wrong('request.product must be "jira" or "confluence"');
  const known = methods.find((one) => one === method);
  if (known === undefined) throw wrong(`request.method must be one of ${methods.join(', ')}`);
  const readPath = text(path);
  if (readPath === null) throw wrong('request.path must be a text');
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599)
    throw wrong('response.status must be a whole number from 200 to 599');
  if (points !== undefined && !(typeof points === 'number' && points >= 0))
    throw wrong('points must be a number that is not negative');
  return {
    request: { product, method: known, path: readPath, query: texts(query) },
    response: { status, headers: texts(headers), body },
    ...(typeof points === 'number' ? { points } : {}),
  };
}

function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record(value)).flatMap(([name, one]) =>
      typeof one === 'string' || typeof one === 'number' ? [[name, String(one)]] : [],
    ),
  );
}

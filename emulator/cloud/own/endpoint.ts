/** Endpoints of your own: what the emulator lacks, or answers otherwise than your test needs. */
import type { Account } from '../account';
import {
  productError,
  reply,
  type Call,
  type CloudEndpoint,
  type Reply,
  type UploadedPart,
} from '../exchange';
import type { Route } from '../../../src/model';
import type { Person } from '../world/people';
import type { Site } from '../world/site';

export type OwnMethod = CloudEndpoint['method'];

export interface OwnEndpoint {
  product: 'jira' | 'confluence';
  method: OwnMethod;
  /** Below the site's address, with a name in braces for every value: `/wiki/api/v2/whiteboards/{id}`. */
  path: string;
  /** Must answer at once. What it throws is answered with 500 and its message. */
  handle: (call: OwnCall) => OwnAnswer;
  /** Answered without credentials, too. Left out: they are asked for. */
  anonymous?: boolean;
}

export interface OwnCall {
  /** The values of the path, decoded, by their names. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Parsed JSON; `null` where none was sent. */
  body: unknown;
  /** Parts of a `multipart/form-data` body. */
  upload: readonly UploadedPart[];
  /** The clock's time, epoch milliseconds. */
  nowMs: number;
  /** The site's address as the caller reached it: begin links with it. */
  baseUrl: string;
  /** The site's data: its people, projects, issues, spaces and pages. */
  site: Site;
  caller: {
    /** `null`: no app, but a person's API token or nobody. */
    appId: string | null;
    environment: string | null;
    route: Route;
    /** On whose behalf; `null` for the app itself. */
    person: Person | null;
  };
  /** What was charged before this call. */
  account: Pick<Account, 'snapshot'>;
}

export interface OwnAnswer {
  status: number;
  /** Sent as JSON; left out: no body. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** Objects that the call touched: they decide its price by the published rule, 1 point and the objects for a read. */
  touched?: { core?: number; identity?: number };
  /** The price, where it follows another rule. */
  points?: number;
}

/** The server writes these itself, as the answer then goes out. */
const ofConnection = /^(content-length|transfer-encoding|connection)$/i;

const braces = /\{([^{}/]*)\}/g;

/** A path as the router and the account name it: `{}` for every value. */
export function templateOf(path: string): string {
  return path.replace(braces, '{}');
}

/** @throws when the path cannot be one, naming it. */
export function checkPath(what: string, product: 'jira' | 'confluence', path: string): void {
  const isWiki = path.startsWith('/wiki/');
  if (path.startsWith('/') && !path.includes('?') && isWiki === (product === 'confluence')) return;
  const begin = product === 'confluence' ? '/wiki/' : '/, and not with /wiki/';
  throw new Error(
    `${what}: the path "${path}" of ${product} must begin with ${begin} and have no query: it is the path below the site’s address`,
  );
}

/** @throws when the path cannot be one. */
export function fromOwn(own: OwnEndpoint, account: Pick<Account, 'snapshot'>): CloudEndpoint {
  const { product, method, path, anonymous } = own;
  checkPath('endpoints', product, path);
  const names = [...path.matchAll(braces)].map(([, name = '']) => name);
  return {
    ...{ product, method, template: templateOf(path), isOwn: true as const },
    handle: (call) => answerOf(own, call, names, account),
    ...(anonymous === true ? { anonymous } : {}),
  };
}

function answerOf(
  own: OwnEndpoint,
  call: Call,
  names: readonly string[],
  account: Pick<Account, 'snapshot'>,
): Reply {
  const { site, query, headers, body, upload, nowMs, baseUrl, principal, viewer } = call;
  const params = Object.fromEntries(names.map((name, n) => [name, call.params[n] ?? '']));
  const person = viewer.kind === 'person' ? site.people.at(viewer.index) : null;
  const { appId, environment, route } = principal;
  const caller = { appId, environment, route, person };
  try {
    const answer = own.handle({
      params,
      query,
      headers,
      body,
      upload,
      nowMs,
      baseUrl,
      site,
      caller,
      account,
    });
    return {
      ...reply(answer.status, answer.body ?? null, answer.touched),
      headers: Object.entries(answer.headers ?? {}).filter(([name]) => !ofConnection.test(name)),
      ...(answer.points === undefined ? {} : { points: answer.points }),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `Your endpoint ${own.method} ${own.path} failed: ${why}`;
    return productError(own.product, 500, 'INTERNAL_SERVER_ERROR', message);
  }
}

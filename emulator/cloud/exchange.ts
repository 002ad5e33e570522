/** One HTTP exchange without sockets, and what an endpoint needs to answer it. */
import type { Product } from '../../src/model';
import type { Principal } from './principal';
import type { Site } from './world/site';
import type { Viewer } from './world/viewer';

export interface CloudRequest {
  method: string;
  /** Path and query. */
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** `null` where there is none, and for an upload whose `bytes` are given. */
  body: string | null;
  /** The body as it came, where it may be no text: an upload. */
  bytes?: Uint8Array;
}

export interface CloudResponse {
  status: number;
  headers: [string, string][];
  body: string;
  /** In place of `body`, where the answer is a file. */
  bytes?: Uint8Array;
  /** What the connection does in place of carrying the answer; left out: it carries it. */
  broken?: Breakage;
}

/** `reset`: not a byte arrives. `truncated`: the first half of the body arrives, then the connection ends. */
export type Breakage = 'reset' | 'truncated';

export interface Call {
  site: Site;
  viewer: Viewer;
  nowMs: number;
  /**
   * Where the caller found this site, without a slash at the end: every link of an answer begins with it, so that none leads
   * out of the emulator.
   */
  baseUrl: string;
  principal: Principal;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Of Jira's platform API: texts are plain in 2 and documents in 3. Links name it, too. */
  apiVersion: ApiVersion;
  /** Below the site's address, as it was called. */
  path: string;
  /** Values of the template's `{}`, decoded. */
  params: readonly string[];
  query: URLSearchParams;
  /** Parsed JSON; `null` when the request had no body, or one that is an upload. */
  body: unknown;
  /** Fields and files of a `multipart/form-data` body; empty for any other. */
  upload: readonly UploadedPart[];
}

export interface UploadedPart {
  name: string;
  /** `null` for a field that is no file. */
  fileName: string | null;
  mediaType: string;
  bytes: Uint8Array;
}

/** A file as an answer. */
export interface FileBody {
  mediaType: string;
  bytes: Uint8Array;
}

/** An answer and what it touched: that decides its price. */
export interface Reply {
  status: number;
  /** `null`: no body. A `JsonText` in it, or in its place, is written already. */
  body: unknown;
  coreObjects: number;
  identityObjects: number;
  /** Beside those of every answer, for example `Link` and `Location`. */
  headers?: readonly [string, string][];
  /** In place of `body`. */
  file?: FileBody;
  /** The price, where it does not follow from the objects. */
  points?: number;
}

export type ApiVersion = 2 | 3;

export interface CloudEndpoint {
  product: Product;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the site, with `{}` for every value. */
  template: string;
  /** Left out: 3. */
  apiVersion?: ApiVersion;
  /** The template that prices and bursts are listed by, where this is another spelling of the same endpoint. */
  listedAs?: string;
  handle: (call: Call) => Reply;
  /** The first value names an issue, and the call writes to it and to nothing else. */
  writesIssue?: true;
  /** Answered without authentication. */
  anonymous?: true;
  /** Made by the cloud's user, who may change the site's data by any method. */
  isOwn?: true;
}

export function reply(
  status: number,
  body: unknown,
  touched: { core?: number; identity?: number } = {},
): Reply {
  return { status, body, coreObjects: touched.core ?? 0, identityObjects: touched.identity ?? 0 };
}

/** Jira's error shape. */
export function jiraError(status: number, message: string, errors: Record<string, string> = {}): Reply {
  return reply(status, { errorMessages: message === '' ? [] : [message], errors });
}

/** The error shape of Confluence's version 2 API. */
export function confluenceError(status: number, code: string, title: string): Reply {
  return reply(status, { errors: [{ status, code, title, detail: null }] });
}

export function productError(product: Product, status: number, code: string, message: string): Reply {
  return product === 'confluence' ? confluenceError(status, code, message) : jiraError(status, message);
}

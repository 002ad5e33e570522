/** One HTTP exchange without sockets, and what an endpoint needs to answer it. */
import type { Product } from '../../src/model';
import type { Site } from './world/site';
import type { Viewer } from './world/viewer';

export interface CloudRequest {
  method: string;
  /** Path and query. */
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string | null;
}

export interface CloudResponse {
  status: number;
  headers: [string, string][];
  body: string;
}

export interface Call {
  site: Site;
  viewer: Viewer;
  nowMs: number;
  /** Values of the template's `{}`, decoded. */
  params: readonly string[];
  query: URLSearchParams;
  /** Parsed JSON; `null` when the request had no body. */
  body: unknown;
}

/** An answer and what it touched: that decides its price. */
export interface Reply {
  status: number;
  /** `null`: no body. */
  body: unknown;
  coreObjects: number;
  identityObjects: number;
}

export interface CloudEndpoint {
  product: Product;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path below the site, with `{}` for every value. */
  template: string;
  handle: (call: Call) => Reply;
  /** The first value names an issue, and the call writes to it. */
  writesIssue?: true;
  /** Answered without authentication. */
  anonymous?: true;
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

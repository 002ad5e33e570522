/** The two ways of paging: by cursor in version 2, by start and limit in version 1. Both name the next page as a link. */
import { reply, type Call, type Reply } from '../exchange';
import { wholeNumber } from '../untrusted';

export interface Listing<T> {
  total: number;
  at: (position: number) => T | null;
}

export function listing<T>(all: readonly T[]): Listing<T> {
  return { total: all.length, at: (position) => all[position] ?? null };
}

interface Shown<T> {
  show: (item: T) => unknown;
  /** What the results are, for the price; core where nothing is said. */
  objects?: 'core' | 'identity';
  /** Most results of a page; 250 where nothing is said. */
  most?: number;
}

/** A position of null is a place whose content is gone: it is left out, and the page is shorter. */
function take<T>(
  { total, at }: Listing<T>,
  from: number,
  limit: number,
): { items: T[]; next: number | null } {
  const until = Math.min(total, from + limit);
  const items: T[] = [];
  for (let position = from; position < until; position += 1) {
    const item = at(position);
    if (item !== null) items.push(item);
  }
  return { items, next: until < total ? until : null };
}

function readCursor(cursor: string | null): number {
  const position = Number(Buffer.from(cursor ?? '', 'base64url').toString());
  return Number.isSafeInteger(position) && position > 0 ? position : 0;
}

function linkWith(call: Call, changed: Record<string, string>): string {
  const query = new URLSearchParams([...call.query].filter(([name]) => name !== 'jwt'));
  for (const [name, value] of Object.entries(changed)) query.set(name, value);
  return `${call.path}?${query.toString()}`;
}

export function cursorPage<T>(call: Call, all: Listing<T>, shown: Shown<T>): Reply {
  const { show, objects = 'core', most = 250 } = shown;
  const limit = Math.max(1, wholeNumber(call.query, 'limit', 25, most));
  const { items, next } = take(all, readCursor(call.query.get('cursor')), limit);
  const base = `${call.baseUrl}/wiki`;
  const cursor = next === null ? null : Buffer.from(String(next)).toString('base64url');
  const link = cursor === null ? null : linkWith(call, { limit: String(limit), cursor });
  const body = { results: items.map(show), _links: { ...(link === null ? {} : { next: link }), base } };
  const headers: [string, string][] = [
    ['Link', [...(link === null ? [] : [`<${link}>; rel="next"`]), `<${base}>; rel="base"`].join(', ')],
  ];
  return { ...reply(200, body, { [objects]: items.length }), headers };
}

/** The body of a page by start and limit; the links are relative to `base`, as Confluence writes them. */
export function offsetBody<T>(
  call: Call,
  all: Listing<T>,
  { show, most = 250 }: Shown<T>,
): { body: Record<string, unknown>; count: number; start: number } {
  const limit = Math.max(1, wholeNumber(call.query, 'limit', Math.min(25, most), most));
  const start = wholeNumber(call.query, 'start', readCursor(call.query.get('cursor')), 1_000_000_000);
  const { items, next } = take(all, start, limit);
  const inWiki = (link: string): string => link.replace(/^\/wiki/, '');
  const page = (from: number): string =>
    inWiki(linkWith(call, { limit: String(limit), start: String(from) }));
  const links = {
    ...{ base: `${call.baseUrl}/wiki`, context: '/wiki', self: call.baseUrl + call.path },
    ...(next === null ? {} : { next: page(next) }),
    ...(start === 0 ? {} : { prev: page(Math.max(0, start - limit)) }),
  };
  const body = { results: items.map(show), start, limit, size: items.length, _links: links };
  return { body, count: items.length, start };
}

export function offsetPage<T>(call: Call, all: Listing<T>, shown: Shown<T>): Reply {
  const { body, count } = offsetBody(call, all, shown);
  return reply(200, body, { [shown.objects ?? 'core']: count });
}

import { createHash } from 'node:crypto';

/**
 * The `qsh` of a Connect JWT: method, path below the product's base address and sorted query, hashed, so that a token fits one
 * request only. Source: developer.atlassian.com, Connect, "Query string hash", 2024-10.
 * @param path without the context path; the query still encoded
 */
export function queryStringHash(method: string, path: string, query: URLSearchParams): string {
  return createHash('sha256')
    .update(canonicalRequest(method, path, query))
    .digest('hex');
}

/** Exported for its own test: a hash says nothing about what is wrong. */
export function canonicalRequest(method: string, path: string, query: URLSearchParams): string {
  const trimmed = path.replace(/\/+$/, '').replaceAll('&', '%26');
  return [method.toUpperCase(), trimmed === '' ? '/' : trimmed, canonicalQuery(query)].join('&');
}

/** Values of one name are sorted and joined by commas; `jwt` itself is left out. */
function canonicalQuery(query: URLSearchParams): string {
  const names = [...new Set(query.keys())].filter((name) => name !== 'jwt');
  const pairs = names.map((name): [string, string] => [
    encode(name),
    query.getAll(name).map(encode).sort().join(','),
  ]);
  pairs.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return pairs.map(([name, values]) => `${name}=${values}`).join('&');
}

/** As RFC 3986 has it, which is stricter than `encodeURIComponent`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

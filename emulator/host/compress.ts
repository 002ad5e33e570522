/** What a CDN does to the files of a page: without it a slow network would look slower here than it is. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HostAnswer, HostRequest } from './http';

const compress = promisify(gzip);
const isText = (contentType: string): boolean => /^(text|application\/json|image\/svg)/.test(contentType);
/** Less fits into one packet either way. */
const leastBytes = 1024;
/** The last of each address, as a CDN has it ready. */
const ready = new Map<string, { digest: string; body: Promise<Buffer> }>();

/** Compressed where the browser says that it can unpack it: a page's files, and what its bridge is answered; nothing of the emulated cloud. */
export async function compressed(request: HostRequest, answer: HostAnswer): Promise<HostAnswer> {
  const { pathname } = request.url;
  const contentType = answer.headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  const isTaken = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const original = Buffer.from(answer.body);
  if (!/^\/(app|__host)\//.test(pathname) || !isTaken || !isText(contentType) || original.length < leastBytes)
    return answer;
  const body =
    request.method === 'GET' ? await fileAt(pathname, original) : await compress(original, { level: 1 });
  return {
    ...answer,
    headers: [...answer.headers, ['vary', 'accept-encoding'], ['content-encoding', 'gzip']],
    body,
  };
}

function fileAt(pathname: string, original: Buffer): Promise<Buffer> {
  const digest = createHash('sha1').update(original).digest('base64');
  const known = ready.get(pathname);
  if (known?.digest === digest) return known.body;
  const body = compress(original, { level: 9 });
  ready.set(pathname, { digest, body });
  return body;
}

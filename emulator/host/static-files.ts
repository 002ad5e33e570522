import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { answerText, type HostAnswer } from './http';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
};

/** As Vite names what a page consists of: by its content, so that another content is at another address. Words and dates are none. */
const namedByContent = /^assets\/[^/]+-(?!(?:[A-Z]?[a-z-]+|[\d-]+)\.)[\w-]{8}\.\w+$/;

/** A file below the folder; 404 for anything else, a path that climbs out of it included. */
export async function serveFile(folder: string, path: string): Promise<HostAnswer> {
  const file = normalize(join(folder, path));
  if (!file.startsWith(normalize(folder) + sep)) return answerText(404, 'Not found.');
  try {
    const body = await readFile(file);
    const contentType = contentTypes[extname(file)] ?? 'application/octet-stream';
    const isLasting = namedByContent.test(path);
    return {
      status: 200,
      headers: [
        ['content-type', contentType],
        ['cache-control', isLasting ? 'private, max-age=31536000, immutable' : 'no-store'],
      ],
      body,
    };
  } catch {
    return answerText(404, 'Not found.');
  }
}

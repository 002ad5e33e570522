import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { forgePagePolicy } from './csp';
import { answerText, type HostAnswer } from './http';
import { serveFile } from './static-files';

/** Blocking and first: @forge/bridge throws when it loads and finds no bridge. */
const bridgeScript = '<script src="/__host/bridge.js"></script>';

/** A file of the app's page, as the platform serves it: built, under its policy, with the bridge in place. */
export async function serveAppPage(folder: string, path: string, hostOrigin: string): Promise<HostAnswer> {
  const policy: [string, string] = ['content-security-policy', forgePagePolicy(hostOrigin)];
  // Entries stand directly within the folder; other pages of the app's own are none.
  const entryFile = path === '' ? 'index.html' : path;
  if (!/^[^/\\]+\.html$/.test(entryFile)) {
    const file = await serveFile(folder, path);
    return { ...file, headers: [...file.headers, policy] };
  }
  const html = await readFile(join(folder, entryFile), 'utf8').catch(() => null);
  if (html === null && entryFile !== 'index.html') return answerText(404, 'Not found.');
  if (html === null) {
    return answerText(
      500,
      `The page is not built: ${join(folder, 'index.html')} is missing. Run npm start again.`,
    );
  }
  const answer = answerText(200, withBridge(html), 'text/html; charset=utf-8');
  return { ...answer, headers: [...answer.headers, policy] };
}

export function withBridge(html: string): string {
  return html.replace(/<head([^>]*)>/i, (head) => head + bridgeScript);
}

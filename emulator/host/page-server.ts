/** The page while it is being written: Vite's server has it, and changes in the open page what changed in its source. */
import { forgePagePolicy } from './csp';
import { withBridge } from './app-page';
import { answerText, type HostAnswer } from './http';

/** The page itself, with the bridge in it. `path` is below the app's address; entries are those of the page's folder. */
export async function servePageInWork(
  pageServerUrl: string,
  path: string,
  hostOrigin: string,
): Promise<HostAnswer> {
  const answer = await takePageSource(pageServerUrl, `/${path}`);
  const contentType = answer.headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  if (!contentType.startsWith('text/html')) return answer;
  // Vite names its modules from the root of its server, which is the host's own while it passes them on.
  const html = withBridge(Buffer.from(answer.body).toString('utf8'));
  const page = answerText(answer.status, html, 'text/html; charset=utf-8');
  return {
    ...page,
    headers: [...page.headers, ['content-security-policy', policyInWork(hostOrigin, pageServerUrl)]],
  };
}

/** A module of the page, as Vite serves it. */
export async function takePageSource(pageServerUrl: string, pathAndQuery: string): Promise<HostAnswer> {
  let response: Response;
  try {
    response = await fetch(pageServerUrl + pathAndQuery);
  } catch (error) {
    return answerText(502, `The page's server at ${pageServerUrl} does not answer: ${String(error)}`);
  }
  const contentType = response.headers.get('content-type') ?? 'application/octet-stream';
  return {
    status: response.status,
    headers: [
      ['content-type', contentType],
      ['cache-control', 'no-store'],
    ],
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/**
 * Forge's policy, but for what changing a page in the open needs: inline scripts and style elements, and Vite's socket. What
 * breaks Forge's own policy shows with npm start and in the browser tests.
 */
function policyInWork(hostOrigin: string, pageServerUrl: string): string {
  const socket = pageServerUrl.replace(/^http/, 'ws');
  return forgePagePolicy(hostOrigin)
    .replace('script-src ', "script-src 'unsafe-inline' ")
    .replace('style-src ', "style-src 'unsafe-inline' ")
    .replace('connect-src ', `connect-src ${socket} `);
}

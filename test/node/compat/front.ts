import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A gateway in front of the emulated cloud that can do what a test cannot wait for: `?refuse=name:2` refuses a name's first two
 * tries, `?slow=1` never answers, `?redirect=1` sends the caller on, and uploads are answered with what came in.
 */
export async function startFront(cloudUrl: string): Promise<{ url: string; close: () => Promise<void> }> {
  const refused = new Map<string, number>();
  const answer = (message: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(message.url ?? '/', cloudUrl);
    const [name = '', times = '0'] = (url.searchParams.get('refuse') ?? '').split(':');
    if ((refused.get(name) ?? 0) < Number(times)) {
      refused.set(name, (refused.get(name) ?? 0) + 1);
      message.resume();
      response.writeHead(429, { 'retry-after': '0', 'ratelimit-reason': 'jira-burst-based' }).end('{}');
    } else if (url.searchParams.has('slow')) message.resume();
    else if (url.searchParams.has('redirect')) {
      message.resume();
      response.writeHead(302, { location: url.pathname }).end();
    } else if (/^multipart\//.test(message.headers['content-type'] ?? '')) upload(message, response);
    else pass(message, response, new URL(`${url.pathname}?maxResults=50`, cloudUrl));
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

function pass(message: IncomingMessage, response: ServerResponse, to: URL): void {
  const { method, headers } = message;
  const sent = forward(to, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  sent.on('error', () => response.writeHead(502).end());
  message.pipe(sent);
}

function upload(message: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  message.on('end', () => {
    const isWhole = Buffer.concat(chunks).includes('the file itself');
    response.writeHead(isWhole ? 200 : 400, { 'content-type': 'application/json' }).end('[{"id":"1"}]');
  });
}

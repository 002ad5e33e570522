import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireCall } from '../../src/protocol/wire';

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

export interface CallServer {
  url: string;
  requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
  close: () => Promise<void>;
}

/** A real server on loopback that answers as the test says. */
export async function startServer(answer: (url: string, method: string) => Answer): Promise<CallServer> {
  const requests: CallServer['requests'] = [];
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const { method = '', url = '', headers } = message;
      requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      const { status, headers: named = {}, body = '' } = answer(url, method);
      response.writeHead(status, { 'content-type': 'application/json', ...named }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** A gateway that fails until it is opened, and then hands everything on. */
export async function startDoor(
  to: string,
): Promise<{ url: string; open: () => void; close: () => Promise<void> }> {
  let isOpen = false;
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      if (!isOpen) {
        response.writeHead(502).end('<html>Bad gateway</html>');
        return;
      }
      const headers = Object.fromEntries(
        Object.entries(message.headers).filter(([name]) => name.startsWith('x-points-gauge-')),
      ) as Record<string, string>;
      void fetch(to, { method: 'POST', headers, body: Buffer.concat(chunks) }).then(async (answer) => {
        response.writeHead(answer.status).end(await answer.text());
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    open: () => {
      isOpen = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** A sink that keeps what it gets. */
export function openSink(): {
  calls: WireCall[];
  report: (call: WireCall) => void;
  settle: () => void;
  beforeFlush: (settle: () => void) => void;
} {
  const calls: WireCall[] = [];
  const settlers: (() => void)[] = [];
  return {
    calls,
    report: (call) => calls.push(call),
    beforeFlush: (settle) => settlers.push(settle),
    settle: () => {
      for (const settle of settlers) settle();
    },
  };
}

/** The emulated cloud on a port of its own, so that any HTTP client can be pointed at it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { isOwnHost, otherHostStatus, otherHostText } from '../host-name';
import { createCloud, type Cloud } from './cloud';
import type { CloudResponse } from './exchange';
import type { CloudOptions } from './cloud-options';

export interface ServerOptions extends CloudOptions {
  /** 0 takes any free port. */
  port?: number;
  host?: string;
  /** Names besides localhost and Atlassian's own under which it may be asked, for example of a container. */
  allowedHosts?: readonly string[];
}

export interface RunningCloud {
  /** Without a slash at the end. */
  url: string;
  cloud: Cloud;
  close(): Promise<void>;
}

/** Larger than anything that Atlassian takes, small enough not to fill the memory. */
const longestBodyBytes = 10 * 1024 * 1024;

/** Without a body the next request can be taken at once: reading none would still wait for its end. */
function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

async function readAll(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > longestBodyBytes) throw new RangeError('The body is larger than 10 MB');
    chunks.push(chunk);
  }
  return chunks.length === 0 ? null : Buffer.concat(chunks);
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const named: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) named[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return named;
}

function latencyOf(answer: CloudResponse): number {
  return Number(answer.headers.find(([name]) => name === 'X-Emulator-Latency-Ms')?.[1] ?? 0);
}

async function respond(cloud: Cloud, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const bytes = hasBody(request) ? await readAll(request) : null;
  const { method = 'GET', url = '/' } = request;
  const isUpload = request.headers['content-type']?.startsWith('multipart/') === true;
  const body = bytes === null || isUpload ? null : bytes.toString();
  const upload = bytes !== null && isUpload ? { bytes } : {};
  const answer = cloud.handle({ method, url, headers: headersOf(request), body, ...upload });
  const latencyMs = latencyOf(answer);
  if (latencyMs > 0) await wait(latencyMs);
  switch (answer.broken) {
    case undefined:
      // A text goes out in one piece with its headers, a file would not.
      response.writeHead(answer.status, headersWithLength(answer, method)).end(answer.bytes ?? answer.body);
      return;
    case 'reset':
      request.socket.resetAndDestroy();
      return;
    case 'truncated': {
      const sent = answer.bytes ?? Buffer.from(answer.body);
      response.writeHead(answer.status, headersWithLength(answer, method));
      response.write(sent.subarray(0, Math.floor(sent.length / 2)), () => request.socket.end());
    }
  }
}

/** Names and values in turn. An answer to HEAD has the length of the body that it leaves out, which nobody counted. */
function headersWithLength({ status, headers, bytes, body }: CloudResponse, method: string): string[] {
  const all = headers.flat();
  const isBare = method === 'HEAD' || status === 204 || status === 304;
  if (!isBare) all.push('Content-Length', String(bytes?.length ?? Buffer.byteLength(body)));
  return all;
}

/** @throws when the port cannot be had; the message names it and says what to do. */
export async function startAtlassianCloud(options: ServerOptions = {}): Promise<RunningCloud> {
  const { port = 0, host = '127.0.0.1', allowedHosts = [], ...cloudOptions } = options;
  const cloud = createCloud(cloudOptions);
  const server = createServer((request, response) => {
    const asked = request.headers.host;
    if (!isOwnHost(asked, [host, ...allowedHosts])) {
      refuseHost(response, asked);
      return;
    }
    respond(cloud, request, response).catch((error: unknown) => {
      // The connection may be gone, or the answer begun: then there is nobody left to tell.
      const message = error instanceof Error ? error.message : String(error);
      if (!response.headersSent) {
        response.writeHead(error instanceof RangeError ? 413 : 500, { Connection: 'close' });
      }
      response.end(JSON.stringify({ errorMessages: [`The emulator failed: ${message}`], errors: {} }));
    });
  });
  const realPort = await listen(server, port, host);
  return { url: `http://${host}:${realPort}`, cloud, close: () => close(server) };
}

function refuseHost(response: ServerResponse, asked: string | undefined): void {
  const how = 'Allow the name with allowedHosts, on the command line --allow-host.';
  const body = JSON.stringify({ errorMessages: [otherHostText(asked, how)], errors: {} });
  response.writeHead(otherHostStatus, { 'Content-Type': 'application/json', Connection: 'close' }).end(body);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(explain(error, port, host));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE') {
    const message = `Port ${port} on ${host} is in use: stop the other program or choose another port (0 takes any free one)`;
    return new Error(message, { cause: error });
  }
  return new Error(`The emulated cloud cannot listen on ${host}:${port}: ${error.message}`, { cause: error });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => {
      if (error === undefined) resolve();
      else reject(error);
    });
    // A kept-alive connection of a client would otherwise hold the server open.
    server.closeAllConnections();
  });
}

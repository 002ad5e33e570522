/** The development cloud's one address: a page around the app's page, the bridge behind it, and the emulated cloud. */
import { createServer, type Server } from 'node:http';
import { isOwnHost, otherHostStatus, otherHostText } from '../host-name';
import { compressed } from './compress';
import type { HostOptions } from './host-options';
import { answerText, readRequest, TooLargeError, writeAnswer } from './http';
import { buildPageScripts } from './page-scripts';
import { route, type Served } from './router';
import { tokenCss } from './token-css';

export interface RunningHost {
  /** Without a slash at the end. */
  url: string;
  close: () => Promise<void>;
}

const useLocalhost = 'Use the address that was printed at the start.';

/** Not to be confused with any other failure to listen: it has an answer. */
export class PortInUseError extends Error {
  constructor(readonly port: number) {
    super(`Port ${port} is in use. Stop the other program, or choose another port with --port.`);
  }
}

/** Listens on this machine only. `port` 0 takes any free one. @throws PortInUseError */
export async function startHost(options: HostOptions, port: number): Promise<RunningHost> {
  const { projectRoot } = options;
  const served: Served = {
    options,
    scripts: await buildPageScripts(projectRoot),
    tokenCss: tokenCss(projectRoot),
  };
  const server = createServer((message, response) => {
    const { host } = message.headers;
    if (!isOwnHost(host, options.allowedHosts)) {
      writeAnswer(response, answerText(otherHostStatus, otherHostText(host, useLocalhost)));
      return;
    }
    readRequest(message)
      .then(async (request) => compressed(request, await route(served, request)))
      .then((answer) => {
        writeAnswer(response, answer);
      })
      .catch((error: unknown) => {
        options.onLog(`${message.method ?? ''} ${message.url ?? ''}: ${String(error)}`);
        if (response.headersSent) response.end();
        else writeAnswer(response, answerText(error instanceof TooLargeError ? 413 : 500, String(error)));
      });
  });
  const realPort = await listen(server, port);
  return { url: `http://localhost:${realPort}`, close: () => close(server) };
}

/** Before long work is done for nothing. @throws PortInUseError */
export async function assertPortFree(port: number): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  await listen(server, port);
  await close(server);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port) : error);
    });
    // The address and not the name: a name may become ::1, and then another program's 127.0.0.1 goes unnoticed.
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

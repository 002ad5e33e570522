import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Forge } from '../forge/forge';
import { answerText, readRequest, TooLargeError, writeAnswer } from '../host/http';
import { serveWebTrigger } from '../host/web-triggers';

/** The public side of an app's web triggers, on a port of its own. */
export interface WebTriggerServer {
  /** Without a slash at the end. */
  url: string;
  close: () => Promise<void>;
}

/** @param forge asked with each request: an app learns the server's address before it is there itself */
export async function startWebTriggers(forge: () => Forge): Promise<WebTriggerServer> {
  const server = createServer((message, response) => {
    void readRequest(message)
      .then((request) => serveWebTrigger([{ forge: forge() }], request))
      .catch((error: unknown) => answerText(error instanceof TooLargeError ? 413 : 500, String(error)))
      .then((answer) => {
        writeAnswer(response, answer);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

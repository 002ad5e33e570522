import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readRequest, writeAnswer } from '../../local/host/http';
import { serveWebTrigger } from '../../local/host/web-triggers';
import type { Forge } from '../../local/forge/forge';

/** The public side of an app's web triggers, on a port of its own. */
export interface WebTriggerServer {
  url: string;
  close: () => Promise<void>;
}

export async function startWebTriggers(forge: () => Forge): Promise<WebTriggerServer> {
  const server = createServer((message, response) => {
    void readRequest(message)
      .then((request) =>
        serveWebTrigger([{ key: 'app', title: 'App', forge: forge(), pageFolder: '' }], request),
      )
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

/** A receiver of alerts, as a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Message } from '../../../fleet/alerts/formats';
import type { AlertFormat } from '../../../fleet/alerts/receiver';

export const alertSecret = 'a-secret-that-both-sides-know';

interface Received {
  isSigned: boolean;
  header: string;
  id: string;
  status: number;
  body: Message;
}

export interface Receiver {
  url: string;
  received: Received[];
  stop(): Promise<void>;
}

/** @param refuse how it answers the first requests; then 200 */
export async function startReceiver(
  refuse: readonly number[] = [],
  format: AlertFormat = 'generic',
): Promise<Receiver> {
  const process_: ChildProcess = spawn(process.execPath, [join(__dirname, '..', 'alert-receiver.mjs')], {
    env: { SECRET: alertSecret, REFUSE: refuse.join(','), FORMAT: format },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const received: Received[] = [];
  const port = await new Promise<number>((resolve) => {
    if (process_.stdout === null) throw new Error('The receiver has no output.');
    createInterface({ input: process_.stdout }).on('line', (line) => {
      const told = JSON.parse(line) as Received | { port: number };
      if ('port' in told) resolve(told.port);
      else received.push(told);
    });
  });
  return {
    url: `http://127.0.0.1:${String(port)}/hook`,
    received,
    stop: () =>
      new Promise((resolve) => {
        process_.on('exit', () => {
          resolve();
        });
        process_.kill();
      }),
  };
}

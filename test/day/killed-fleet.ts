/** The fleet's program as a process of its own, over a real socket to the emulated cloud, which is killed now and then. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cloud } from '../../emulator/cloud/cloud';
import { openStore } from '../../fleet/store/open-store';
import type { Database } from '../../fleet/store/sql';
import { beginFolder } from '../fleet/support/empty-database';

const root = join(__dirname, '..', '..');

export interface KilledFleet {
  /** Reads what there is at a moment. `isKilled`: by SIGKILL, as soon as it has kept a page, and not run again. */
  collect: (nowMs: number, isKilled: boolean) => Promise<void>;
  /** What the folder holds, opened after the last process has ended. */
  open: () => Promise<Database>;
  close: () => Promise<void>;
}

export async function startKilledFleet(cloud: Cloud, appId: string): Promise<KilledFleet> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = 'GET', url = '/' } = request;
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const answer = cloud.handle({ method, url, headers, body: Buffer.concat(chunks).toString() || null });
      response.writeHead(answer.status, answer.headers.flat()).end(answer.body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = mkdtempSync(join(tmpdir(), 'points-gauge-day-'));
  // Within the project, whose packages the process finds from there.
  mkdirSync(join(root, '.cache'), { recursive: true });
  const bundles = mkdtempSync(join(root, '.cache', 'day-'));
  const bundle = join(bundles, 'collector.cjs');
  execFileSync(process.execPath, [
    ...[join(root, 'node_modules/esbuild/bin/esbuild'), join(__dirname, 'collector.ts')],
    ...[
      '--bundle',
      '--platform=node',
      '--log-level=error',
      '--external:@electric-sql/pglite',
      '--external:pg',
    ],
    `--outfile=${bundle}`,
  ]);
  const environmentId = cloud.owner?.environmentId(appId, 'PRODUCTION') ?? '';
  const data = join(folder, 'data');
  beginFolder(data);
  return {
    collect: async (nowMs, isKilled) => {
      const args = [bundle, data, gateway, appId, environmentId, String(nowMs)];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      child.stdout.once('data', () => {
        if (isKilled) child.kill('SIGKILL');
      });
      child.stdout.resume();
      const [code, signal] = await new Promise<[number | null, string | null]>((done) =>
        child.on('close', (ended, by) => {
          done([ended, by]);
        }),
      );
      if (code !== 0 && !(isKilled && signal === 'SIGKILL'))
        throw new Error(`The fleet ended with ${code ?? signal ?? 'nothing'}.`);
    },
    open: () => openStore({ kind: 'folder', folder: data }),
    close: async () => {
      await new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      });
      for (const one of [folder, bundles]) rmSync(one, { recursive: true, force: true });
    },
  };
}

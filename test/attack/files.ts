import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAtlassianCloud } from '../../emulator/cloud/server';
import { diskKeeper } from '../../src/node-client/disk-queue';
import { schemaVersion } from '../../src/usage/schema';
import { askPage } from '../support/demo-cloud';
import { hostDemo } from '../support/browser';
import { Expectations, type Attack } from './attack';
import { openSite, storageCalls } from './site';

function statusAs(url: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    }).on('error', reject);
  });
}

export const fileAttacks: Attack[] = [
  {
    by: 'a page of a stranger',
    tried: 'to reach the development host and the emulated cloud under a name of its own',
    run: async () => {
      const held = new Expectations();
      const site = await openSite();
      const host = await hostDemo(site);
      const cloud = await startAtlassianCloud();
      const statuses: number[] = [];
      for (const url of [`${host.url}/__host/state.json`, `${cloud.url}/__cloud/token?app=a&route=oauth.3lo`])
        for (const name of ['evil.example', 'localhost.evil.example', 'evil.example:80'])
          statuses.push(await statusAs(url, name));
      held.holds(
        statuses.every((status) => status === 421),
        statuses.join(', '),
      );
      await cloud.close();
      await host.close();
      site.storage.close();
      return {
        broken: held.broken,
        figures: `${statuses.length} of ${statuses.length} answered 421`,
        requests: statuses.length,
      };
    },
  },
  {
    by: 'a file',
    tried: 'an import whose upkeep begins in 1970, so that a deletion would walk twenty thousand days',
    run: async () => {
      const held = new Expectations();
      const site = await openSite();
      await askPage(site, 'deleteAccount', { sure: 'delete everything' });
      const zero = { firstDay: 0, openDay: 0, firstDayWithHours: 0, firstKeptDay: 0 };
      const head = { pointsGauge: 'ledger', v: schemaVersion, exportedAtMs: 1, sinceMs: 0, upkeep: zero };
      const text = `${JSON.stringify(head)}\n`;
      const taken = await askPage(site, 'importAccount', { begunAtMs: 1, part: 0, isLast: true, text });
      held.holds(taken.ok, taken.ok ? '' : taken.error.message);
      const before = storageCalls(site);
      const deleted = await askPage(site, 'deleteAccount', { sure: 'delete everything' });
      const calls = storageCalls(site) - before;
      held.holds(deleted.ok, 'the account cannot be deleted');
      held.holds(calls < 400, `${calls} storage calls`);
      site.storage.close();
      return { broken: held.broken, figures: `deleted in ${calls} storage calls` };
    },
  },
  {
    by: 'a file',
    tried: 'a queue folder of 60 MB',
    run: async (scale) => {
      const held = new Expectations();
      const folder = mkdtempSync(join(tmpdir(), 'attack-queue-'));
      try {
        const files = scale(300, 60);
        for (let n = 1; n <= files; n += 1) {
          const id = `abcdefgh.${n}`;
          const body = 'x'.repeat(200_000);
          writeFileSync(
            join(folder, `${id}.batch.json`),
            JSON.stringify({ id, sealedAtMs: n, calls: 1, body }),
          );
        }
        const keeper = diskKeeper(folder);
        let largest = 0;
        let all = 0;
        for (let piece = await keeper.load(); piece.length > 0; piece = await keeper.load()) {
          largest = Math.max(
            largest,
            piece.reduce((sum, { body }) => sum + body.length, 0),
          );
          all += piece.length;
        }
        held.holds(all === files, `${all} of ${files} batches were read`);
        held.holds(largest < 3_000_000, `${largest} bytes at a time`);
        return {
          broken: held.broken,
          figures: `${all} batches, ${(largest / 1e6).toFixed(1)} MB at a time at most`,
        };
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
];

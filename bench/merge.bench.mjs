// What joining many sites takes: writes reports of made-up sites, joins them with the command, prints time and memory.
//   node bench/run.mjs merge            500 sites of 30 days
//   SITES=5000 node bench/run.mjs merge  5,000 sites
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const sites = Number(process.env.SITES ?? 500);
const days = 30;
const endpoints = 150;
const folder = mkdtempSync(join(tmpdir(), 'merge-bench-'));
const command = join(folder, 'points-gauge.cjs');

function siteReport(number) {
  const hours = Array.from({ length: days * 24 }, (_, i) => {
    const likely = ((number * 7919 + i * 104729) % 5000) + 1;
    return {
      hour: `${new Date(Date.UTC(2026, 9, 1) + i * 3_600_000).toISOString().slice(0, 19)}Z`,
      ...{
        pool: 0,
        knownSites: 1,
        requests: likely,
        lowPoints: likely,
        likelyPoints: likely,
        highPoints: 2 * likely,
      },
      ...{ refusedCalls: {}, betaRefusedCalls: {}, quotaRefusedFrom: null, counterPoints: null },
      ...{ bridgePoints: 0, cachePoints: 0 },
    };
  });
  const total = hours.reduce((sum, hour) => sum + hour.likelyPoints, 0);
  const points = (likely) => ({ lowPoints: likely, likelyPoints: likely, highPoints: 2 * likely });
  const peak = Math.max(...hours.map(({ likelyPoints }) => likelyPoints));
  const part = Math.floor(total / endpoints);
  return {
    ...{ format: 'points-gauge.report', version: 1, madeAt: '2026-10-31T00:00:00Z' },
    app: { name: 'Bench', version: '1' },
    period: { from: '2026-10-01T00:00:00Z', to: '2026-10-31T00:00:00Z' },
    pools: [{ app: 'own', environment: 'PRODUCTION', product: 'jira', tier: 1, quotaPoints: 65000 }],
    sites: [
      {
        ...{
          id: number.toString(16).padStart(16, '0'),
          label: `site-${number}`,
          edition: 'standard',
          users: 100,
        },
        ...{ madeAt: '2026-10-31T00:00:00Z', catalogueVersion: '2026-11-22', periodHours: hours.length },
        pools: [
          {
            ...{
              pool: 0,
              ...points(total),
              requests: total,
              knownHours: hours.length,
              peakHour: hours[0].hour,
            },
            ...{ peakLowPoints: peak, peakLikelyPoints: peak, peakHighPoints: 2 * peak },
          },
        ],
      },
    ],
    hours,
    endpoints: Array.from({ length: endpoints }, (_, i) => ({
      ...{ pool: 0, method: 'GET', template: `/rest/api/3/thing${i}/{id}` },
      ...points(i === 0 ? total - part * (endpoints - 1) : part),
      ...{
        requests: part,
        bases: { documented: part },
        routes: ['forge.asApp'],
        refusedCalls: 0,
        failedCalls: 0,
      },
    })),
    routes: [{ pool: 0, route: 'forge.asApp', isCharged: true, requests: total, ...points(total) }],
    ...{ catalogue: [], drivers: [], alreadyDone: [], notes: [], missingRecords: 0 },
  };
}

try {
  await build({
    ...{ entryPoints: ['bin/points-gauge.ts'], bundle: true, platform: 'node', target: 'node20' },
    ...{ format: 'cjs', outfile: command, logLevel: 'silent' },
  });
  const files = Array.from({ length: sites }, (_, i) => {
    const file = join(folder, `${i}.json`);
    writeFileSync(file, JSON.stringify(siteReport(i)));
    return file;
  });
  const eachKb = Math.round(statSync(files[0]).size / 1024);
  const startedAtMs = Date.now();
  const meter = `process.on('exit',()=>console.error('peak '+Math.round(process.resourceUsage().maxRSS/1024)+' MB'))`;
  const args = [
    '-e',
    `${meter};process.argv.splice(1,0,'points-gauge');require(${JSON.stringify(command)})`,
    '--',
  ];
  const outputs = [
    '-o',
    join(folder, 'app.html'),
    '-o',
    join(folder, 'app.json'),
    '-o',
    join(folder, 'app.csv'),
  ];
  const run = spawnSync(process.execPath, [...args, 'merge', ...files, ...outputs], { encoding: 'utf8' });
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  const peak = /peak .*/.exec(run.stderr)?.[0] ?? 'peak unknown';
  console.log(`${sites} sites of ${days} days, ${eachKb} KB each: ${seconds} s, ${peak}, exit ${run.status}`);
  if (run.status !== 0) throw new Error(run.stderr);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// What joining many sites takes: writes reports of made-up sites, joins them with the command, prints time and memory.
//   node bench/run.mjs merge            500 sites of 30 days
//   SITES=5000 node bench/run.mjs merge  5,000 sites
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleCommand } from '../scripts/library.mjs';
import { figure } from './figures.mjs';
import { siteReport } from './site-report.mjs';

const sites = Number(process.env.SITES ?? 500);
const days = 30;
const folder = mkdtempSync(join(tmpdir(), 'merge-bench-'));
const command = pathToFileURL(join(folder, 'points-gauge.mjs')).href;

try {
  await bundleCommand(folder);
  const files = Array.from({ length: sites }, (_, i) => {
    const file = join(folder, `${i}.json`);
    writeFileSync(file, JSON.stringify(siteReport(i)));
    return file;
  });
  const eachKb = Math.round(statSync(join(folder, '0.json')).size / 1024);
  const startedAtMs = Date.now();
  const meter = `process.on('exit',()=>console.error('peak '+Math.round(process.resourceUsage().maxRSS/1024)+' MB'))`;
  const args = [
    '-e',
    `${meter};process.argv.splice(1,0,'points-gauge');import(${JSON.stringify(command)})`,
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
  figure(`merge of ${sites} sites of ${days} days`, Number(seconds), 's');
  figure(`merge of ${sites} sites, most memory`, Number(/peak (\d+)/.exec(peak)?.[1]), 'MB', { most: 1024 });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

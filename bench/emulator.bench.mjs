// How fast the development cloud is: requests a second over HTTP beside a bare server, its start, its memory, and how much faster
// than real time an app lives in it. Run: npm run bench -- emulator
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { bundleApps } from '../scripts/bundle.mjs';
import { bundleCommand } from '../scripts/library.mjs';
import { inRoot, root } from '../scripts/paths.mjs';
import { playMonth } from './emulator-month.mjs';
import { figure, median, quantile, shown, spreadOf } from './figures.mjs';
import { flood, steady } from './http-load.mjs';
import { loadSource } from './load.mjs';

const hourMs = 3_600_000;
const other = 'the machine did other work meanwhile: see the processor time, and the bare server beside it';
const rendering =
  'a profile shows the writing of issues as JSON as its largest part; the processor time stands below';
const source = await loadSource(`
  export { createCloud } from './emulator/cloud/cloud';
  export { emulatorToken } from './emulator/cloud/principal';
  export { makeHistory } from './demo/history';
  export { createWorld } from './demo/world';
  export { HandoverClock } from './demo/handover-clock';
`);

/** Server and load are two processes, so that each has a core where there are two. The servers are asked in turns. */
async function overHttp() {
  const child = fork(join(import.meta.dirname, 'emulator-server.mjs'));
  const [{ ports, reads, mixed, bytes }] = await once(child, 'message');
  const processorMicroseconds = async () => {
    child.send('usage');
    const [{ user, system }] = await once(child, 'message');
    return user + system;
  };
  /** @param {number} port @param {readonly string[]} requests */
  const round = async (port, requests) => {
    const before = await processorMicroseconds();
    const { perSecond, answered } = await flood(port, { requests, seconds: 2, connections: 16 });
    return { perSecond, microseconds: ((await processorMicroseconds()) - before) / answered };
  };
  console.log(`An issue is ${shown(bytes / 1_000)} KB; 16 connections, one request at a time on each.`);
  /** @typedef {{ perSecond: number, microseconds: number }} Round */
  /** @type {{ bare: Round[], reads: Round[], mixed: Round[] }} */
  const rounds = { bare: [], reads: [], mixed: [] };
  for (let n = 0; n < 6; n += 1) {
    rounds.bare.push(await round(ports.bare, reads));
    rounds.reads.push(await round(ports.emulator, reads));
    rounds.mixed.push(await round(ports.emulator, mixed));
  }
  // The first of each is for the engine to warm up.
  /** @param {keyof typeof rounds} kind @param {keyof Round} what */
  const of = (kind, what) => rounds[kind].slice(1).map((one) => one[what]);
  /** @param {keyof typeof rounds} kind */
  const rate = (kind) => ({ value: median(of(kind, 'perSecond')), spread: spreadOf(of(kind, 'perSecond')) });
  const [bare, cloud, changing] = [rate('bare'), rate('reads'), rate('mixed')];
  figure('bare node:http server, same bytes: requests a second', bare.value, 'requests/s', {
    spread: bare.spread,
  });
  figure('emulator: GET issue, requests a second', cloud.value, 'requests/s', {
    ...{ spread: cloud.spread, least: 8_000, ifMissed: other },
  });
  figure('emulator: GET issue, against the bare server', cloud.value / bare.value, 'x');
  figure('emulator: GET issue, every fifth call a write, requests a second', changing.value, 'requests/s', {
    spread: changing.spread,
  });
  for (const { kind, name } of /** @type {const} */ ([
    { kind: 'bare', name: 'bare node:http server' },
    { kind: 'reads', name: 'emulator, GET issue' },
    { kind: 'mixed', name: 'emulator, every fifth call a write' },
  ]))
    figure(`${name}: processor time of a request`, median(of(kind, 'microseconds')), 'µs', {
      spread: spreadOf(of(kind, 'microseconds')),
    });
  const wait = { requests: reads, seconds: 3, perSecond: 500, connections: 32 };
  /** @type {{ bare: number[][], emulator: number[][] }} */
  const waits = { bare: [], emulator: [] };
  for (let n = 0; n < 3; n += 1)
    for (const [name, tookMs] of Object.entries(waits)) tookMs.push(await steady(ports[name], wait));
  /** @param {keyof typeof waits} name */
  const p99 = (name) => {
    const values = waits[name].map((tookMs) => quantile(tookMs, 0.99));
    return { value: median(values), spread: spreadOf(values) };
  };
  const [bareP99, cloudP99] = [p99('bare'), p99('emulator')];
  figure('bare node:http server at 500 requests a second: p99', bareP99.value, 'ms', {
    spread: bareP99.spread,
  });
  figure('emulator at 500 requests a second: median', median(waits.emulator.flat()), 'ms');
  figure('emulator at 500 requests a second: p99', cloudP99.value, 'ms', {
    ...{ spread: cloudP99.spread, most: 5, ifMissed: other },
  });
  figure(
    'emulator at 500 requests a second: p99, against the bare server',
    cloudP99.value / bareP99.value,
    'x',
  );
  child.disconnect();
}

/** From the command to its first answer, as a script that waits for it sees it. */
async function start() {
  const folder = inRoot('.cache', 'bench-command');
  mkdirSync(folder, { recursive: true });
  const command = join(folder, 'points-gauge.mjs');
  await bundleCommand(folder);
  const seconds = [];
  for (let n = 0; n < 5; n += 1) {
    const startMs = performance.now();
    const child = spawn(process.execPath, [command, 'cloud', '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    for await (const chunk of child.stdout) {
      printed += chunk.toString();
      const url = /http:\/\/[\d.]+:\d+/.exec(printed)?.[0];
      if (url === undefined) continue;
      const { status } = await fetch(`${url}/_edge/tenant_info`);
      if (status !== 200) throw new Error(`The emulator answered ${status}.`);
      break;
    }
    seconds.push((performance.now() - startMs) / 1_000);
    child.kill();
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true });
  figure('emulator: from the command to the first answer', median(seconds), 's', {
    ...{ spread: spreadOf(seconds), most: 1, ifMissed: other },
  });
}

async function memory() {
  const child = fork(join(import.meta.dirname, 'emulator-memory.mjs'), { execArgv: ['--expose-gc'] });
  const [{ residentBytes, heapBytes }] = await once(child, 'message');
  /** @param {number} bytes */
  const megabytes = (bytes) => bytes / 2 ** 20;
  figure('emulator: 100,000 issues that callers made, kept', megabytes(heapBytes), 'MB', { most: 250 });
  figure('emulator: 100,000 issues that callers made, whole process', megabytes(residentBytes), 'MB', {
    most: 250,
  });
}

function month() {
  const before = process.cpuUsage();
  const { seconds, points } = playMonth(source, 1_000_000);
  const { user, system } = process.cpuUsage(before);
  console.log(`The month's million calls were charged ${shown(points)} points.`);
  figure('emulator: a month of an app with a million calls', seconds, 's', { most: 60, ifMissed: rendering });
  figure('emulator: a month of an app with a million calls, processor time', (user + system) / 1e6, 's');
}

async function speedUp() {
  await bundleApps();
  const { createWorld, HandoverClock, makeHistory } = source;
  const startMs = Date.UTC(2026, 0, 6, 4);
  const world = createWorld(root, new HandoverClock(startMs));
  const [site] = world.cloud.sites;
  let fromMs = performance.now();
  const hours = 12;
  await makeHistory({
    ...{ world, databaseFile: ':memory:', installations: null, site },
    untilMs: startMs + (hours + 2) * hourMs,
    // The hours before are for the engine to warm up.
    onHour: (/** @type {number} */ hourStartMs) => {
      if (hourStartMs === startMs + hourMs) fromMs = performance.now();
    },
  });
  return ((hours + 1) * hourMs) / (performance.now() - fromMs);
}

const load = () => (loadavg()[0] ?? NaN).toFixed(1);
const before = load();
await overHttp();
await start();
await memory();
month();
figure('emulator: virtual time against real time, demo app at work', await speedUp(), 'x');
console.log(`Load of the machine, this bench included: ${before} before, ${load()} after.`);

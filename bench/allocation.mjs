// How much memory a call takes for the moment. In a process with a young generation so large that nothing is collected.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const callsMeasured = 2000;

/**
 * Bytes that each client allocates for a small call beyond what it is measured against, and whether it copies a large body; and what a bare
 * call allocates more from the first invocation's scope on, since Node keeps a record of each promise then.
 */
export async function measureAllocation() {
  const flags = ['--expose-gc', '--max-semi-space-size=256', '--min-semi-space-size=256'];
  const child = spawnSync(process.execPath, [...flags, fileURLToPath(import.meta.url)], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout);
}

async function bytesOf(call, times) {
  for (let i = 0; i < 200; i += 1) await call();
  const rounds = [];
  for (let round = 0; round < 5; round += 1) {
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < times; i += 1) await call();
    rounds.push((process.memoryUsage().heapUsed - before) / times);
  }
  return rounds.sort((a, b) => a - b)[2];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { bodies, clientsFor, without } = await import('./clients.mjs');
  const small = clientsFor(bodies.small);
  const bytes = {};
  for (const [name, call] of Object.entries(small)) {
    bytes[name] = await bytesOf(call, /bottleneck|throttling/.test(name) ? 100 : callsMeasured);
  }
  const recordOfPromises = Math.round((await bytesOf(small.bare, callsMeasured)) - bytes.bare);
  const large = clientsFor(bodies.large);
  const largeBytes = {};
  for (const [name, call] of Object.entries(large)) largeBytes[name] = await bytesOf(call, 10);
  const clients = Object.fromEntries(
    Object.entries(without).map(([name, base]) => [
      name,
      {
        bytes: Math.round(bytes[name] - bytes[base]),
        // A copy of the body would be at least half of it again.
        isCopied: largeBytes[name] - largeBytes[base] > bodies.large.length / 2,
      },
    ]),
  );
  process.stdout.write(JSON.stringify({ clients, recordOfPromises }));
}

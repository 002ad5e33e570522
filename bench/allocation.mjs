// How much memory a call takes for the moment. In a process with a young generation so large that nothing is collected.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const callsMeasured = 2000;

/**
 * Bytes that each client allocates for a small call beyond what it is measured against, and whether it copies a large body; what a bare
 * call allocates more within an invocation, since Node keeps a record of each promise then; and what a metered one does that is its
 * invocation's only call.
 * @returns {Promise<{ clients: Record<string, { bytes: number, isCopied: boolean }>, recordOfPromises: number, onlyCall: number }>}
 */
export async function measureAllocation() {
  const flags = ['--expose-gc', '--max-semi-space-size=256', '--min-semi-space-size=256'];
  const child = spawnSync(process.execPath, [...flags, fileURLToPath(import.meta.url)], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout);
}

/**
 * @param {() => Promise<unknown>} call
 * @param {number} times
 */
async function bytesOf(call, times, warmUp = 200) {
  for (let i = 0; i < warmUp; i += 1) await call();
  const rounds = [];
  for (let round = 0; round < 5; round += 1) {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < times; i += 1) await call();
    rounds.push((process.memoryUsage().heapUsed - before) / times);
  }
  return rounds.sort((a, b) => a - b)[2] ?? NaN;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { bodies, clientsFor, without } = await import('./clients.mjs');
  const small = clientsFor(bodies.small);
  /** @type {Record<string, number>} */
  const bytes = {};
  for (const [name, call] of Object.entries(small)) {
    // These wait on timers: fewer calls say as much of them.
    const isSlow = /bottleneck|throttling/.test(name);
    bytes[name] = await (isSlow ? bytesOf(call, 50, 50) : bytesOf(call, callsMeasured));
  }
  /** @param {Record<string, number>} found @param {string} name */
  const of = (found, name) => found[name] ?? NaN;
  const recordOfPromises = Math.round(of(bytes, 'bare, in an invocation') - of(bytes, 'bare'));
  const single = clientsFor(bodies.small, 1)['Points Gauge (Forge)'];
  const onlyCall = Math.round((await bytesOf(single, callsMeasured)) - of(bytes, 'bare, in an invocation'));
  const large = clientsFor(bodies.large);
  /** @type {Record<string, number>} */
  const largeBytes = {};
  // Only of ours is told whether it copies a body.
  for (const [name, call] of Object.entries(large))
    if (name.startsWith('bare') || name.startsWith('Points Gauge'))
      largeBytes[name] = await bytesOf(call, 10, 20);
  const clients = Object.fromEntries(
    Object.entries(without).map(([name, base]) => [
      name,
      {
        bytes: Math.round(of(bytes, name) - of(bytes, base)),
        // A copy of the body would be at least half of it again.
        isCopied: of(largeBytes, name) - of(largeBytes, base) > bodies.large.length / 2,
      },
    ]),
  );
  process.stdout.write(JSON.stringify({ clients, recordOfPromises, onlyCall }));
}

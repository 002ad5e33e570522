// What 100,000 issues take that callers made, in a process of its own (bench/emulator.bench.mjs runs it with --expose-gc).
import { loadSource } from './load.mjs';

const { createCloud, emulatorToken } = await loadSource(`
  export { createCloud } from './emulator/cloud/cloud';
  export { emulatorToken } from './emulator/cloud/principal';
`);
const made = 100_000;
let nowMs = Date.UTC(2026, 9, 5, 9);
const cloud = createCloud({
  clock: { now: () => (nowMs += 20) },
  apps: [{ id: 'app', tier: 1, enforcement: 'off' }],
});
const [site] = cloud.sites;
const token = emulatorToken({ appId: 'app', environment: 'PRODUCTION', route: 'forge.asApp' });
const headers = { authorization: `Bearer ${token}`, host: 'localhost' };
/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 */
const ask = (method, path, body) =>
  cloud.handle({
    method,
    headers,
    url: `/rest/api/3${path}`,
    body: body === undefined ? null : JSON.stringify(body),
  });
/** @param {string} text */
const documentOf = (text) => ({
  ...{ type: 'doc', version: 1 },
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const keys = [];
for (let n = 0; n < made; n += 1) {
  const { status, body } = ask('POST', '/issue', {
    fields: {
      project: { key: site.projects.list[n % site.projects.list.length].key },
      ...{ issuetype: { name: 'Task' }, priority: { name: 'High' }, labels: ['made', `batch-${n % 50}`] },
      assignee: { id: site.people.at(n % site.people.count).accountId },
      summary: `The checkout page forgets the address of order ${n}`,
      description: documentOf(
        `Seen ${n} times since the last release. It is there again after a reload of the page.`,
      ),
    },
  });
  if (status !== 201) throw new Error(`The emulator answered ${status}: ${body}`);
  if (n % 1_000 === 0) keys.push(JSON.parse(body).key);
}
const residentBytes = process.memoryUsage.rss();
globalThis.gc?.();
const heapBytes = process.memoryUsage().heapUsed;
// All are there still, the first one, too.
for (const key of keys) {
  const { status, body } = ask('GET', `/issue/${key}?fields=labels`);
  if (status !== 200 || !JSON.parse(body).fields.labels.includes('made')) throw new Error(`${key} is gone.`);
}
process.send?.({ residentBytes, heapBytes });

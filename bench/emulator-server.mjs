// A server in a process of its own, for bench/emulator.bench.mjs: the emulated cloud, or a bare node:http server with its answer.
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { loadSource } from './load.mjs';

const { startAtlassianCloud, emulatorToken } = await loadSource(`
  export { startAtlassianCloud } from './emulator/cloud/server';
  export { emulatorToken } from './emulator/cloud/principal';
`);

let nowMs = Date.UTC(2026, 9, 5, 9);
// Each request comes ten milliseconds of the cloud's time after the last: else its burst limit would answer.
const clock = { now: () => (nowMs += 10) };
const { url, cloud } = await startAtlassianCloud({
  clock,
  apps: [{ id: 'app', tier: 1, enforcement: 'off' }],
});
const [site] = cloud.sites;
const token = emulatorToken({ appId: 'app', environment: 'PRODUCTION', route: 'forge.asApp' });
const [{ key }] = site.projects.list;
/**
 * @param {string} method
 * @param {string} path behind the issue's project
 */
const request = (method, path, body = '') =>
  [
    `${method} /ex/jira/${site.cloudId}/rest/api/3/issue/${key}-${path} HTTP/1.1`,
    `Host: localhost`,
    `Authorization: Bearer ${token}`,
    ...(body === '' ? [] : ['Content-Type: application/json', `Content-Length: ${body.length}`]),
    `\r\n${body}`,
  ].join('\r\n');
const issues = Array.from({ length: 200 }, (_, n) => n + 1);
const reads = issues.map((n) => request('GET', String(n)));
/** Every fifth is a write to one of the issues that are read. */
const mixed = issues.map((n) =>
  n % 5 > 0
    ? request('GET', String(n))
    : request('PUT', String(((n * 7) % 200) + 1), JSON.stringify({ fields: { summary: `Changed by ${n}` } })),
);

const answer = await fetch(`${url}/ex/jira/${site.cloudId}/rest/api/3/issue/${key}-1`, {
  headers: { authorization: `Bearer ${token}` },
});
const body = await answer.text();
const headers = [...answer.headers].filter(
  ([name]) => !/^(connection|keep-alive|transfer-encoding)$/.test(name),
);
const bare = createServer((_, response) => {
  response.writeHead(200, [...headers, ['content-length', String(Buffer.byteLength(body))]].flat()).end(body);
});
bare.listen(0, '127.0.0.1');
await once(bare, 'listening');
const address = bare.address();
if (address === null || typeof address === 'string') throw new Error('The bare server has no port.');

/** @param {string} of an address */
const portOf = (of) => Number(new URL(of).port);
process.send?.({
  ports: { emulator: portOf(url), bare: address.port },
  reads,
  mixed,
  bytes: body.length,
});
process.on('message', () => process.send?.(process.cpuUsage()));
process.on('disconnect', () => process.exit());

// A month of an app with a million calls, as the emulated cloud answers them within the process: what a simulation waits for.
import { performance } from 'node:perf_hooks';

const dayMs = 24 * 3_600_000;
const days = 30;
/**
 * How many of a thousand calls, and what they are of the n-th of all.
 * @typedef {[share: number, method: string, pathOf: (n: number, key: string) => string, bodyOf?: (n: number) => unknown]} Kind
 */

/**
 * Of a thousand calls. What a sync app of several customers does, after the endpoints that apps call most.
 * @type {readonly Kind[]}
 */
const mix = [
  [500, 'GET', (_, key) => `/issue/${key}`],
  [
    80,
    'GET',
    () =>
      '/search/jql?jql=project%20%3D%20WEB%20and%20updated%20%3E%20-7d&fields=summary,status&maxResults=50',
  ],
  [60, 'GET', (_, key) => `/issue/${key}/changelog`],
  [60, 'GET', (_, key) => `/issue/${key}/comment`],
  [40, 'GET', () => '/project/search'],
  [40, 'GET', () => '/field'],
  [20, 'GET', () => '/myself'],
  [
    100,
    'PUT',
    (_, key) => `/issue/${key}`,
    (n) => ({ fields: { summary: `Synchronised for the ${n}th time` } }),
  ],
  [60, 'PUT', (_, key) => `/issue/${key}/properties/sync`, (n) => ({ at: n })],
  [40, 'POST', (_, key) => `/issue/${key}/comment`, (n) => ({ body: documentOf(`Release ${n} has it.`) })],
];

/** @param {string} text */
function documentOf(text) {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}

/**
 * @param {{ createCloud: typeof import('../emulator/cloud/cloud').createCloud, emulatorToken: typeof import('../emulator/cloud/principal').emulatorToken }} emulator
 * @param {number} calls
 * @returns seconds that it took, and the points that it spent by the cloud's account
 */
export function playMonth({ createCloud, emulatorToken }, calls) {
  let nowMs = Date.UTC(2026, 8, 1);
  const cloud = createCloud({ clock: { now: () => nowMs } });
  const [site] = cloud.sites;
  const token = emulatorToken({ appId: 'sync', environment: 'PRODUCTION', route: 'forge.asApp' });
  const headers = { authorization: `Bearer ${token}`, host: 'localhost' };
  const plan = mix.flatMap((kind) => Array.from({ length: kind[0] }, () => kind));
  const answered = new Map();
  const startMs = performance.now();
  for (let n = 0; n < calls; n += 1) {
    nowMs += (days * dayMs) / calls;
    const kind = plan[(n * 7) % plan.length];
    if (kind === undefined || site === undefined) throw new Error('There is nothing to call.');
    const [, method, pathOf, bodyOf] = kind;
    // Scattered, so that every kind of call meets every issue.
    const scattered = Math.imul(n, 2_654_435_761) >>> 8;
    const project = site.projects.list[scattered % site.projects.list.length];
    if (project === undefined) throw new Error('The site has no project.');
    const path = pathOf(n, `${project.key}-${1 + (Math.floor(scattered / 16) % 400)}`);
    const body = bodyOf === undefined ? null : JSON.stringify(bodyOf(n));
    const { status } = cloud.handle({ method, url: `/rest/api/3${path}`, headers, body });
    answered.set(status, (answered.get(status) ?? 0) + 1);
  }
  const seconds = (performance.now() - startMs) / 1_000;
  const refused = [...answered].filter(([status]) => status >= 400);
  if (refused.length > 0) throw new Error(`Not all was served: ${JSON.stringify(refused)}`);
  const cells = cloud.account.snapshot().cells;
  return { seconds, points: cells.reduce((sum, cell) => sum + cell.points, 0) };
}

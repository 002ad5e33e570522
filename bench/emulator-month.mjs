// A month of an app with a million calls, as the emulated cloud answers them within the process: what a simulation waits for.
import { performance } from 'node:perf_hooks';

const dayMs = 24 * 3_600_000;
const days = 30;
/** Of a thousand calls. What a sync app of several customers does, after the endpoints that apps call most. */
const mix = [
  [500, 'GET', (n, key) => `/issue/${key}`],
  [
    80,
    'GET',
    () =>
      '/search/jql?jql=project%20%3D%20WEB%20and%20updated%20%3E%20-7d&fields=summary,status&maxResults=50',
  ],
  [60, 'GET', (n, key) => `/issue/${key}/changelog`],
  [60, 'GET', (n, key) => `/issue/${key}/comment`],
  [40, 'GET', () => '/project/search'],
  [40, 'GET', () => '/field'],
  [20, 'GET', () => '/myself'],
  [
    100,
    'PUT',
    (n, key) => `/issue/${key}`,
    (n) => ({ fields: { summary: `Synchronised for the ${n}th time` } }),
  ],
  [60, 'PUT', (n, key) => `/issue/${key}/properties/sync`, (n) => ({ at: n })],
  [40, 'POST', (n, key) => `/issue/${key}/comment`, (n) => ({ body: documentOf(`Release ${n} has it.`) })],
];

function documentOf(text) {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}

/** @returns seconds that it took, and the points that it spent by the cloud's account */
export function playMonth({ createCloud, emulatorToken }, calls) {
  let nowMs = Date.UTC(2026, 8, 1);
  const cloud = createCloud({ clock: { now: () => nowMs } });
  const [site] = cloud.sites;
  const token = emulatorToken({ appId: 'sync', environment: 'PRODUCTION', route: 'forge.asApp' });
  const headers = { authorization: `Bearer ${token}`, host: 'localhost' };
  const plan = mix.flatMap(([share, ...call]) => Array.from({ length: share }, () => call));
  const answered = new Map();
  const startMs = performance.now();
  for (let n = 0; n < calls; n += 1) {
    nowMs += (days * dayMs) / calls;
    const [method, pathOf, bodyOf] = plan[(n * 7) % plan.length];
    // Scattered, so that every kind of call meets every issue.
    const scattered = Math.imul(n, 2_654_435_761) >>> 8;
    const project = site.projects.list[scattered % site.projects.list.length];
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

/** The API for programs: every answer is what its OpenAPI document promises, and says what the page says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { askAlone } from '../support/ask-alone';
import { startFleet, type RunningFleet } from './support/running-fleet';

const token = 'a-token-for-programs-0123456789';
const document = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'docs', 'api', 'fleet.openapi.json'), 'utf8'),
) as {
  openapi: string;
  paths: Record<string, { get: { operationId: string; parameters: { name: string }[] } }>;
  components: { schemas: Record<string, object> };
};
const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
ajv.addSchema({ ...document, $id: 'fleet' });

let running: RunningFleet;
beforeAll(async () => {
  running = await startFleet([], { POINTS_GAUGE_FLEET_API_TOKEN: token });
  running.print(
    { site: 0, requests: 900, points: 30_000, refused: 7, refusedByPool: 7, remainingPoints: 0 },
    {
      site: 1,
      requests: 300,
      points: 6_000,
      route: 'forge.asUser',
      template: '/rest/api/3/issue/{issueIdOrKey}',
    },
  );
  await running.look();
});
afterAll(() => running.stop());

async function ask(path: string, headers: Record<string, string> = { Authorization: `Bearer ${token}` }) {
  const response = await askAlone(`${running.url}${path}`, { headers });
  const text = await response.text();
  return {
    status: response.status,
    body: response.headers.get('content-type') === 'application/json' ? (JSON.parse(text) as object) : text,
  };
}

function faults(schema: string, value: unknown): unknown {
  const validate = ajv.getSchema(`fleet#/components/schemas/${schema}`);
  if (validate === undefined) throw new Error(`There is no schema ${schema}.`);
  return validate(value) === true ? [] : validate.errors;
}

const questions = [
  ['/api/v1/pools', 'pools'],
  ['/api/v1/sites', 'sites'],
  ['/api/v1/sites?period=month&pool=1', 'sites'],
  ['/api/v1/drains', 'drains'],
  ['/api/v1/drains?at=2026-11-27T15:23%2B01:00', 'drains'],
  ['/api/v1/drains?at=2026-11-20T14:23Z', 'drains'],
] as const;

test.each(questions)('%s is answered as the document says', async (path, schema) => {
  const { status, body } = await ask(path);
  expect([status, faults(schema, body)]).toEqual([200, []]);
  // The schema refuses what it does not know, so that a field that is not in the document is a fault.
  expect(faults(schema, { ...Object(body), more: 1 })).not.toEqual([]);
});

test('every path of the document was asked, and nothing else is there', async () => {
  const asked = new Set(questions.map(([path]) => path.split('?')[0]));
  expect(new Set(Object.keys(document.paths))).toEqual(asked);
  expect(await ask('/api/v1/else')).toEqual({
    status: 404,
    body: { error: 'There are: /api/v1/pools, /api/v1/sites, /api/v1/drains.' },
  });
});

test('what drained us at 14:23 is the site, the endpoint and the route, with the counter beside it', async () => {
  const { body } = await ask('/api/v1/drains?at=2026-11-27T14:23Z');
  expect(body).toMatchObject({
    hour: '2026-11-27T14:00:00.000Z',
    estimate: { likely: 36_000 },
    ...{ drawnByCounter: 65_000, refusedByPool: 7 },
    drivers: [
      { siteName: 'site-0.atlassian.net', route: 'forge.asApp', points: { likely: 30_000 } },
      { siteName: 'site-1.atlassian.net', route: 'forge.asUser', points: { likely: 6_000 } },
    ],
  });
  const { pools } = await running.overview();
  const { body: shown } = await ask('/api/v1/pools');
  const { best, status } = pools[0] ?? {};
  expect(shown).toMatchObject({
    pools: [{ status, points: { low: best?.lowPoints, likely: best?.likelyPoints, high: best?.highPoints } }],
  });
  expect(status).toBe('exhausted');
});

test.each([
  ['/api/v1/sites?period=year', 'period is one of hour, day, twoWeeks, month'],
  ['/api/v1/drains?at=yesterday', 'at is a moment with its zone, for example 2026-11-27T14:23Z (or …+01:00)'],
  [
    '/api/v1/drains?at=2026-02-31T10:00Z',
    'at is a moment with its zone, for example 2026-11-27T14:23Z (or …+01:00)',
  ],
  ['/api/v1/drains?at=2027-01-01T00:00Z', 'at is no moment that has been'],
  ['/api/v1/drains?pool=99', 'There is no pool 99: 1.'],
])('%s is refused in words', async (path, error) => {
  const { status, body } = await ask(path);
  expect([status, body, faults('error', body)]).toEqual([400, { error }, []]);
});

test('without the token nothing is told, whatever is asked', async () => {
  for (const path of ['/api/v1/pools', '/api/v1/else', '/metrics'])
    expect([path, (await ask(path, {})).status]).toEqual([path, 401]);
});

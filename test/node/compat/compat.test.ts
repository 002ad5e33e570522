import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { closeClouds, cloudId, openCloud, token } from '../../cloud/open-cloud';
import { startFront } from './front';
import { tableOf, type Calls, type Results, type Scenario } from './table';

const root = join(__dirname, '..', '..', '..');
const results: Results = {};

beforeAll(async () => {
  const cloud = await openCloud();
  const front = await startFront(cloud.url);
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache', 'compat-'));
  try {
    const bundle = join(folder, 'node.cjs');
    await build({
      ...{ entryPoints: [join(root, 'src/node.ts')], bundle: true, platform: 'node', format: 'cjs' },
      outfile: bundle,
    });
    const env = {
      ...process.env,
      ...{
        POINTS_GAUGE_BUNDLE: bundle,
        FRONT_URL: front.url,
        API_PATH: `/ex/jira/${cloudId}`,
        TOKEN: token(),
      },
    };
    const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, 'clients.mjs')], {
      ...{ env, cwd: root, maxBuffer: 1e7 },
    });
    Object.assign(results, JSON.parse(stdout) as Results);
  } finally {
    rmSync(folder, { recursive: true });
    await front.close();
    await closeClouds();
  }
}, 120_000);

/** What a scenario of a client looks like to the gauge, in short. */
function shown({ seen }: Scenario): string {
  return seen.length === 0 ? 'none' : seen.map(shownCall).join(', ');
}

function shownCall({ status, objects }: Scenario['seen'][number]): string {
  if (status === null) return 'no answer';
  return objects === null ? String(status) : `${status} with ${objects}`;
}

const read = '200 with 16';
const tries = `429, 429, ${read}`;
const withoutRetry = {
  ...{ read, refused: '429', abort: 'no answer', abortedBefore: 'none' },
  ...{ stream: '200', formData: '200', redirect: read },
};

const usual = { ...withoutRetry, retry: tries };
// undici's channels show no body: each read is a range there.
const below = { ...usual, read: '200', retry: '429, 429, 200', redirect: '302, 200' };

describe('an unmodified client is seen as it is', () => {
  it.each<[string, Partial<Record<string, string>>]>([
    ['fetch of Node', withoutRetry],
    ['ky', usual],
    ['ofetch', usual],
    ['openapi-fetch', withoutRetry],
    ['axios 0.27', usual],
    ['axios 1.6', usual],
    ['axios 1.7', usual],
    ['axios', usual],
    ['axios by fetch', usual],
    // Its hooks hear of answers that got reads to their end, and of errors; of streams and of what is given up they do not.
    ['got', { ...usual, abort: 'none', stream: 'none' }],
    ['undici request', below],
    ['fetch below, by meterUndici', { ...withoutRetry, read: '200', redirect: '302, 200', once: read }],
  ])('%s', (name, expected) => {
    const calls: Calls = results[name]?.calls ?? {};
    expect(
      Object.fromEntries(
        Object.entries(calls).map(([key, one]) => [key, one === undefined ? '' : shown(one)]),
      ),
    ).toEqual(expected);
    expect(calls['refused']?.seen.map(({ reason }) => reason)).toEqual(['jira-burst-based']);
  });
});

it('docs/ingest.md has the table of it', () => {
  const page = readFileSync(join(root, 'docs', 'ingest.md'), 'utf8');
  const [, table] = page.split(/<!-- \/?clients -->/);
  expect(table?.trim()).toBe(tableOf(results));
});

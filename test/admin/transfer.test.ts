import { schemaVersion } from '../../src/usage/schema';
import { accountBounds, type AccountExport, type AnswerError } from '../../src/admin/contract/contract';
import { readLine } from '../../src/ledger/transfer-line';
import { partsOf } from '../../static/dashboard/src/pages/settings/import-parts';
import {
  admin,
  askPage,
  changeIssue,
  member,
  openPanel,
  startDemoCloud,
  type DemoCloud,
} from '../support/demo-cloud';

const hourMs = 3_600_000;
const cloudId = '22222222-bbbb-4bbb-8bbb-222222222222';
const grants = new Map<string, string | null>();
let demo: DemoCloud;
let copyId: string;

async function ask<T>(site: string, name: Parameters<typeof askPage>[1], payload: object = {}): Promise<T> {
  const full = { ...payload, grant: grants.get(site) ?? null };
  const answer = await askPage<T>(demo, name, full, admin.accountId, site);
  if (!answer.ok) throw new Refused(answer.error);
  grants.set(site, answer.grant);
  return answer.data;
}

class Refused extends Error {
  constructor(error: AnswerError) {
    super(`${error.code}: ${error.message}`);
  }
}

/** Five days of an app that is used, swept every hour; the last calls wait. */
async function live(): Promise<void> {
  for (let hour = 0; hour < 5 * 24; hour += 1) {
    demo.clock.advance(hourMs);
    if (hour % 5 === 0) await openPanel(demo, `WEB-${1 + (hour % 3)}`);
    await demo.forge.runScheduled(demo.installation.id, 'sweep-hourly');
  }
  await changeIssue(demo, 'WEB-1');
}

/** What Atlassian's answers proved to the site that was exported: nobody vouches for it in a file, so an import leaves it out. */
const provenByAnswers = [
  ...['status', 'tier', 'enforcement', 'quotaPoints', 'policySeenAtMs', 'policy'],
  // How full the pool is by the headers: now, in each hour, and in each of the heatmap.
  ...['level', 'levels', 'gone'],
];

/** Every answer that shows what is recorded, without what names the site or the moment. */
async function pageAnswers(site: string): Promise<string> {
  const choice = { product: null, route: null, trigger: null };
  const answers = [
    await ask(site, 'overview', { heat: true }),
    await ask(site, 'endpoints', { period: '24h', choice, detail: null }),
    await ask(site, 'endpoints', { period: '30d', choice, detail: null }),
    await ask(site, 'limits'),
    await ask(site, 'routing', { period: '24h' }),
    await ask(site, 'routing', { period: '7d' }),
    await ask(site, 'report', { period: '7d' }),
    await ask(site, 'settings'),
  ];
  // What administrators did here, and how often, is of the site and not of the account.
  const ofTheSite = ['site', 'id', 'log', 'version', 'notes'];
  const leftOut = new Set([...ofTheSite, ...provenByAnswers]);
  return JSON.stringify(answers, (key, value: unknown) => (leftOut.has(key) ? '' : value), 1);
}

async function exported(site: string): Promise<string[]> {
  const parts: string[] = [];
  for (let at: AccountExport['next'] | 'begin' = 'begin'; at !== null;) {
    const place: unknown = at === 'begin' ? null : at;
    const part: AccountExport = await ask<AccountExport>(site, 'exportAccount', { at: place });
    parts.push(part.text);
    at = part.next;
  }
  return parts;
}

async function imported(site: string, text: string): Promise<number> {
  const { parts, tooLong } = partsOf(text);
  expect(tooLong).toBe(0);
  for (const [part, some] of parts.entries())
    await ask(site, 'importAccount', {
      ...{ begunAtMs: 1, part, isLast: part === parts.length - 1, text: some },
    });
  return parts.length;
}

beforeEach(async () => {
  grants.clear();
  const people = [admin, member];
  demo = await startDemoCloud({
    sites: [
      {
        cloudId: '11111111-aaaa-4aaa-8aaa-111111111111',
        name: 'acme',
        edition: 'standard',
        users: 40,
        people,
      },
      { cloudId, name: 'copy', edition: 'standard', users: 40, people },
    ],
  });
  const copy = { cloudId, siteUrl: 'https://copy.atlassian.net', environmentType: 'PRODUCTION' as const };
  copyId = (await demo.forge.install(copy)).id;
});
afterEach(() => {
  demo.storage.close();
});

test('an account that is exported and imported on another site gives the same page, answer by answer', async () => {
  await live();
  await ask(demo.installation.id, 'overview');
  const text = (await exported(demo.installation.id)).join('');
  const before = await pageAnswers(demo.installation.id);
  // The question who may import is a call of the copy's own, so its account is never quite empty.
  await ask(copyId, 'overview');
  await expect(imported(copyId, text)).rejects.toThrow('Delete all recorded data here first');
  await ask(copyId, 'deleteAccount', { sure: 'delete everything' });
  await imported(copyId, text);
  expect(await pageAnswers(copyId)).toBe(before);
  const unproven = { status: 'unknown', tier: null, enforcement: null, quotaPoints: null };
  expect(await ask(copyId, 'overview')).toMatchObject({ pools: [unproven] });
  expect(before.length).toBeGreaterThan(20_000);
});

function markedAsImported(line: ReturnType<typeof readLine>): object {
  return line?.kind === 'hour' ? { ...line, account: { ...line.account, isImported: true } } : {};
}

test('what is larger than one answer and one request goes in parts', async () => {
  await ask(copyId, 'overview');
  await ask(copyId, 'deleteAccount', { sure: 'delete everything' });
  const head = JSON.stringify({
    pointsGauge: 'ledger',
    v: schemaVersion,
    exportedAtMs: 1,
    sinceMs: null,
    upkeep: null,
  });
  const hours = Array.from({ length: 60 }, (_, i) =>
    hourLine(Math.floor(demo.clock.now() / hourMs) - 60 + i),
  );
  const text = `${[head, ...hours].join('\n')}\n`;
  expect(text.length).toBeGreaterThan(2 * accountBounds.exportCharacters);
  await expect(ask(copyId, 'importAccount', { begunAtMs: 1, part: 0, isLast: true, text })).rejects.toThrow(
    'The payload is over 500 KB.',
  );
  expect(await imported(copyId, text)).toBeGreaterThan(4);
  const parts = await exported(copyId);
  expect(parts.length).toBeGreaterThan(1);
  const lines = parts.join('').split('\n');
  expect(lines.map(readLine).filter((line) => line?.kind === 'hour')).toEqual(
    hours.map((line) => markedAsImported(readLine(line))),
  );
});

test('no part is above what the platform lets through, however it is cut', () => {
  const long = (length: number): string => `"${'x'.repeat(length)}"`;
  const { parts, tooLong } = partsOf(
    [long(449_000), long(10), long(449_990), long(500_000), ...Array<string>(600).fill('"é\\""')].join('\n'),
  );
  const sizes = parts.map((part) => new TextEncoder().encode(JSON.stringify(part)).length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(accountBounds.importBytes);
  expect(Math.max(...parts.map((part) => part.split('\n').length))).toBe(accountBounds.importLines + 1);
  expect(tooLong).toBe(1);
  expect(parts.join('').split('\n')).toHaveLength(3 + 600 + 1);
});

/** An hour of 150 endpoints with two tags each, as an export has it. */
function hourLine(hour: number): string {
  const sums = Array.from({ length: 300 }, (_, i) => [
    `own|PRODUCTION|jira|forge.asApp|event|feature-${i % 2}|GET|/rest/api/3/thing${i >> 1}/{id}`,
    [7, 14_000, 14_000, 14_000, [0, 0, 7, 0], [0, 0, 7, 0, 0, 0], [1, 2, 4]],
  ]);
  const value = {
    v: 2,
    s: { c: Object.fromEntries(sums) as object },
    m: { aaaaaaaaaaaa: [1, 7] },
    n: 7,
    q: 2100,
  };
  return JSON.stringify({ hour, at: new Date(hour * hourMs).toISOString(), value });
}

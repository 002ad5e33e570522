import type { AccountExport, OverviewAnswer } from '../../src/admin/contract/contract';
import {
  askPage,
  changeIssue,
  member,
  openPanel,
  startDemoCloud,
  type DemoCloud,
} from '../support/demo-cloud';

let demo: DemoCloud;
let grant: string | null;

async function ask<T>(name: Parameters<typeof askPage>[1], payload: object = {}): Promise<T> {
  const answer = await askPage<T>(demo, name, { ...payload, grant });
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.data;
}

beforeEach(async () => {
  demo = await startDemoCloud();
  for (const key of ['WEB-1', 'WEB-2']) await openPanel(demo, key);
  await changeIssue(demo, 'WEB-1');
  const first = await askPage(demo, 'overview');
  grant = first.ok ? first.grant : null;
});
afterEach(() => {
  demo.storage.close();
});

async function exportAll(): Promise<string> {
  let [text, at]: [string, AccountExport['next']] = ['', null];
  do {
    const part: AccountExport = await ask<AccountExport>('exportAccount', { at });
    text += part.text;
    at = part.next;
  } while (at !== null);
  return text;
}

describe('the account as a whole', () => {
  it('is exported as lines of which each can be read by itself', async () => {
    const { text, lines, next } = await ask<AccountExport>('exportAccount');
    expect(next).toBeNull();
    const read = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(read).toHaveLength(lines);
    expect(read[0]).toMatchObject({ pointsGauge: 'ledger' });
    expect(lines).toBeGreaterThan(1);
  });

  it('is deleted when the page says that it is sure: nothing recorded is left, the settings stay', async () => {
    await ask('saveSettings', { change: { thresholds: [{ percent: 60, actions: ['banner'] }] } });
    await expect(ask('deleteAccount', {})).rejects.toThrow('badRequest: "sure" must be "delete everything".');
    expect((await ask<OverviewAnswer>('overview', { heat: true })).pools).not.toEqual([]);
    await ask('deleteAccount', { sure: 'delete everything' });
    const after = await ask<OverviewAnswer>('overview', { heat: true });
    expect([after.pools, after.recordingSinceMs, after.heat]).toEqual([[], null, null]);
    expect((await ask<AccountExport>('exportAccount')).lines).toBe(1);
    expect(await ask('settings')).toMatchObject({ thresholds: [{ percent: 60, actions: ['banner'] }] });
  });

  it('is imported into an installation that has none, and shows the same figures', async () => {
    const before = await ask<OverviewAnswer>('overview');
    const whole = { begunAtMs: 1, part: 0, isLast: true, text: await exportAll() };
    await expect(ask('importAccount', whole)).rejects.toThrow(/^cannotDo: .*account of its own/);
    await ask('deleteAccount', { sure: 'delete everything' });
    await ask('importAccount', whole);
    const after = await ask<OverviewAnswer>('overview');
    expect(after.pools.map(({ own, ownRequests }) => [own, ownRequests])).toEqual(
      before.pools.map(({ own, ownRequests }) => [own, ownRequests]),
    );
  });

  it('is for administrators', async () => {
    for (const name of ['exportAccount', 'importAccount', 'deleteAccount'] as const) {
      const payload = { begunAtMs: 1, part: 0, isLast: true, text: '', sure: 'delete everything' };
      expect(await askPage(demo, name, payload, member.accountId)).toMatchObject({
        error: { code: 'notAdmin' },
      });
    }
    expect((await ask<OverviewAnswer>('overview')).pools).not.toEqual([]);
  });
});

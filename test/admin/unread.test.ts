import { encodeRecord } from '../../src/usage/record';
import { hourOf } from '../../src/usage/hour';
import { book, emptyHourUsage } from '../../src/usage/hour-usage';
import type {
  EndpointsAnswer,
  OverviewAnswer,
  ReportAnswer,
  SettingsAnswer,
} from '../../src/admin/contract/contract';
import { recordKey } from '../../src/ledger/names';
import { askPage, demoStartMs, startDemoCloud, type DemoCloud } from '../support/demo-cloud';
import { observation } from '../support/observation';

let demo: DemoCloud;
beforeEach(async () => {
  demo = await startDemoCloud();
});
afterEach(() => {
  demo.storage.close();
});

/** So many records of as many processes, which no roll-up has taken yet. */
async function leaveWaiting(records: number): Promise<void> {
  const usage = emptyHourUsage();
  book(usage, observation({ atMs: demoStartMs }));
  const items = Array.from({ length: records }, (_, i) => {
    const id = { writer: `writer${String(i).padStart(6, '0')}`, n: 1 };
    const hours = new Map([[hourOf(demoStartMs), usage]]);
    const record = { id, sealedAtMs: demoStartMs, hours, writeFailures: 0, lostRecords: 0 };
    return { key: recordKey(id), value: encodeRecord(record) };
  });
  for (let at = 0; at < items.length; at += 25) {
    const batch = JSON.stringify(items.slice(at, at + 25));
    await demo.storage.handle(demo.installation.id, '/api/v1/batch/set', batch);
  }
}

async function ask<T>(name: Parameters<typeof askPage>[1], payload: object = {}): Promise<T> {
  const answer = await askPage<T>(demo, name, payload);
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.data;
}

/** What every page that shows figures of now says of records that it did not read. */
async function unreadOnPages(): Promise<unknown[]> {
  const choice = { product: null, route: null, trigger: null };
  return [
    (await ask<OverviewAnswer>('overview')).unread,
    (await ask<EndpointsAnswer>('endpoints', { period: '24h', choice, detail: null })).unread,
    (await ask<EndpointsAnswer>('endpoints', { period: '7d', choice, detail: null })).unread,
    (await ask<ReportAnswer>('report', { period: '7d' })).unread,
    (await ask<SettingsAnswer>('settings')).unread,
  ];
}

describe('pages with figures of now', () => {
  it('say nothing when they read all that waits', async () => {
    await leaveWaiting(40);
    expect(await unreadOnPages()).toEqual(Array(5).fill(null));
  });

  it('say how many records wait at least when that is more than they read', async () => {
    await leaveWaiting(1_200);
    expect(await unreadOnPages()).toEqual(Array(5).fill({ waitingRecords: 1_001 }));
  });

  it('say that nobody knows when storage lists none', async () => {
    await leaveWaiting(1);
    const handle = demo.storage.handle.bind(demo.storage);
    demo.storage.handle = (site, path, body) =>
      path === '/api/v1/query' && body.includes('pg:rec:')
        ? Promise.resolve({ status: 429, body: '{"code":"RATE_LIMIT_EXCEEDED","message":"on purpose"}' })
        : handle(site, path, body);
    expect(await unreadOnPages()).toEqual(Array(5).fill({ waitingRecords: null }));
  });
});

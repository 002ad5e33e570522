import { kvs } from '@forge/kvs';
import { settingsAnswer } from '../../src/admin/settingsAnswer';
import { kvsLedgerStore as store } from '../../src/ledger/kvsStore';
import { rollUp } from '../../src/ledger/rollUp';
import { openLedgerDesk } from '../support/ledgerDesk';
import { capturedAtMs } from '../support/observation';

test('Settings goes on saying that a value could not be read after the roll-up has set it aside', async () => {
  const desk = openLedgerDesk();
  const shown = async (): Promise<number> => {
    const facts = { appName: null, appVersion: null, isOffByEnvironment: false };
    return (await settingsAnswer(capturedAtMs, facts, null)).books.unreadableValues;
  };
  expect(await shown()).toBe(0);
  await kvs.set('pg:rec:stranger', { hello: 'world' });
  expect(await shown()).toBe(1);
  await rollUp(store, { nowMs: capturedAtMs, isCounted: () => true });
  expect(await shown()).toBe(1);
  desk.service.close();
});

import { kvs } from '@forge/kvs';
import { settingsAnswer } from './pages/settings-answer';
import { rollUp } from '../ledger/roll-up';
import { openLedgerHarness } from '../../test/support/ledger-harness';
import { capturedAtMs } from '../../test/support/observation';

test('Settings goes on saying that a value could not be read after the roll-up has set it aside', async () => {
  const harness = openLedgerHarness();
  const shown = async (): Promise<number> => {
    const facts = { appName: null, appVersion: null, isOffByEnvironment: false, fleetLineOffBy: null };
    return (await settingsAnswer(capturedAtMs, facts, null)).integrity.unreadableValues;
  };
  expect(await shown()).toBe(0);
  await kvs.set('pg:rec:stranger', { hello: 'world' });
  expect(await shown()).toBe(1);
  await rollUp({ nowMs: capturedAtMs, isCounted: () => true });
  expect(await shown()).toBe(1);
  harness.service.close();
});

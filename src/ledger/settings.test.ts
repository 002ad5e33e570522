import { kvs } from '@forge/kvs';
import { readGrantSecret } from './secret';
import {
  changeSettings,
  countedBy,
  isMeteringOff,
  readState,
  rememberSince,
  defaultSettings,
  switchMetering,
  type Settings,
  type StoredState,
} from './settings';
import { emptyStatusLog } from '../insights/forecast/status-log';
import { openLedgerHarness, type LedgerHarness } from '../../test/support/ledger-harness';

let harness: LedgerHarness;
beforeEach(() => {
  harness = openLedgerHarness();
});
afterEach(() => {
  harness.service.close();
});

const fresh = defaultSettings;
/** What is known where nothing was ever stored. */
const nothing: StoredState = {
  ...{ settings: fresh, settingsVersion: 0, recordingSinceMs: null, importing: null },
  ...{ statusLog: emptyStatusLog, incidents: { turn: 0, incidents: [], trouble: null }, told: null },
  versions: [],
};

describe('settings', () => {
  it('are metering on and probe off until an administrator says otherwise', async () => {
    expect(await readState()).toEqual(nothing);
  });

  it('come back as they were written', async () => {
    const settings: Settings = {
      ...switchMetering(fresh, 'off', 1000),
      isProbeOn: true,
      stated: { tier: 2, edition: 'premium', users: 250 },
      thresholds: [
        { percent: 60, actions: ['banner'] },
        { percent: 90, actions: ['workItem', 'listener'] },
      ],
      retention: { hourDays: 14, dayDays: 60 },
      workItem: { isOn: true, projectKey: 'OPS', savedAtMs: 1000 },
    };
    await changeSettings(() => settings);
    expect((await readState()).settings).toEqual(settings);
  });

  it('of a version with one threshold do with it all that is done, and stay readable for it', async () => {
    await kvs.set('pg:settings', { v: 1, near: 60 });
    const all = ['banner', 'workItem', 'listener'];
    expect((await readState()).settings.thresholds).toEqual([{ percent: 60, actions: all }]);
    await changeSettings((settings) => ({
      ...settings,
      thresholds: [
        { percent: 70, actions: ['banner'] },
        { percent: 95, actions: [] },
      ],
    }));
    expect(await kvs.get('pg:settings')).toMatchObject({ near: 70, thresholds: { length: 2 } });
  });

  it('take no thresholds that fall, stand still or are none', async () => {
    const bad = [[90, 80], [80, 80], [0], [101], ['80'], [], [NaN]];
    for (const percents of bad) {
      const thresholds = percents.map((percent) => ({ percent, actions: ['banner'] }));
      await kvs.set('pg:settings', { v: 1, near: 55, thresholds });
      expect((await readState()).settings.thresholds.map(({ percent }) => percent)).toEqual([55]);
    }
    await kvs.set('pg:settings', {
      v: 1,
      near: 55,
      thresholds: [{ percent: 30, actions: ['banner', 'mail', 7] }],
    });
    expect((await readState()).settings.thresholds).toEqual([{ percent: 30, actions: ['banner'] }]);
  });

  it('count as never set when the stored value is not ours', async () => {
    await kvs.set('pg:settings', 'nonsense');
    await kvs.set('pg:since', 'yesterday');
    expect(await readState()).toEqual(nothing);
  });

  it('remember the first hour and never another', async () => {
    await rememberSince(1000);
    await rememberSince(2000);
    expect((await readState()).recordingSinceMs).toBe(1000);
  });
});

describe('switching metering', () => {
  it('leaves out exactly what was recorded while it was off', () => {
    const off = switchMetering(fresh, 'off', 1000);
    const onAgain = switchMetering(off, 'on', 2000);
    expect([off, onAgain].map(isMeteringOff)).toEqual([true, false]);
    expect([999, 1000, 5000].map(countedBy(off))).toEqual([true, false, false]);
    expect([999, 1000, 1999, 2000].map(countedBy(onAgain))).toEqual([true, false, false, true]);
  });

  it('to what it is already changes nothing', () => {
    expect(switchMetering(fresh, 'on', 1000)).toBe(fresh);
    const off = switchMetering(fresh, 'off', 1000);
    expect(switchMetering(off, 'off', 3000)).toBe(off);
  });

  it('forgets periods that no waiting record can fall into', () => {
    const day = 24 * 3_600_000;
    const once = switchMetering(switchMetering(fresh, 'off', 1000), 'on', 2000);
    expect(switchMetering(once, 'off', 3 * day).offPeriods).toEqual([{ fromMs: 3 * day, toMs: null }]);
  });
});

describe('the secret that signs grants', () => {
  it('is made once and kept in the secret store, another for each installation', async () => {
    const first = await readGrantSecret();
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await readGrantSecret()).toBe(first);
    harness.installationId = 'site-b';
    expect(await readGrantSecret()).not.toBe(first);
    expect(harness.service.dump('site-a').map(({ secret }) => secret)).toEqual([true]);
  });

  it('is the same for two processes that make it at once', async () => {
    const [a, b] = await Promise.all([readGrantSecret(), readGrantSecret()]);
    expect(a).toBe(b);
  });
});

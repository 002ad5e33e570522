// What somebody writes who uses Vitest: run by vitest.test.ts, in a Vitest of its own. Two of its tests are to fail.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ManualClock } from '../../../emulator/clock.ts';
import { emulatorToken } from '../../../emulator/cloud/principal.ts';
import { startAtlassianCloud } from '../../../emulator/cloud/server.ts';
import { reportSpending } from '../../../emulator/testing/vitest.ts';

let cloud;
let read;
beforeAll(async () => {
  cloud = await startAtlassianCloud({ clock: new ManualClock(Date.UTC(2026, 9, 5, 9, 20)) });
  const token = emulatorToken({ appId: 'sync', environment: 'PRODUCTION', route: 'forge.asApp' });
  read = async (...keys) => {
    for (const key of keys) {
      const headers = { authorization: `Bearer ${token}` };
      await (await fetch(`${cloud.url}/rest/api/3/issue/${key}`, { headers })).text();
    }
  };
});
afterAll(() => cloud.close());
reportSpending(() => cloud);

test('is within its budget', async () => {
  await cloud.cloud.feature('small', () => read('WEB-1', 'WEB-2'));
  expect(cloud).toHaveSpentAtMost(4, { feature: 'small' });
  expect(cloud).not.toHaveSpentAtMost(3, { feature: 'small' });
});

test('spends more than it may', async () => {
  await cloud.cloud.feature('big', () => read('WEB-1', 'WEB-2', 'WEB-3'));
  expect(cloud).toHaveSpentAtMost(5, { feature: 'big' });
});

test('asks of something that is no cloud', () => {
  expect({}).toHaveSpentAtMost(1);
});

/** What a feature may cost, said in a test. */
import { budgetMatchers, spentBy } from '../../emulator/testing/budget';
import { closeClouds, openCloud, token } from '../cloud/open-cloud';

expect.extend(budgetMatchers);
afterEach(closeClouds);

interface Budgeted {
  toHaveSpentAtMost: (points: number, of?: { feature?: string; app?: string }) => void;
}
const expectCloud = (cloud: unknown) => expect(cloud) as unknown as Budgeted & { not: Budgeted };

async function synced() {
  const cloud = await openCloud();
  await cloud.cloud.feature('sync', async () => {
    await cloud.send('/rest/api/3/issue/WEB-1');
    await cloud.send('/rest/api/3/issue/WEB-2');
    await cloud.send('/rest/api/3/myself', {
      authorization: token({ route: 'forge.asUser', accountId: 'admin-1' }),
    });
  });
  await cloud.send('/rest/api/3/issue/WEB-1');
  return cloud;
}

test('a feature within its budget passes, the cloud itself or what started it being asked', async () => {
  const running = await synced();
  // Two issues at 2 points, one person at 3; the fourth call is of no feature.
  expectCloud(running).toHaveSpentAtMost(7, { feature: 'sync' });
  expectCloud(running.cloud).not.toHaveSpentAtMost(6, { feature: 'sync' });
  expectCloud(running).toHaveSpentAtMost(9);
  expectCloud(running).not.toHaveSpentAtMost(8);
  expectCloud(running).toHaveSpentAtMost(0, { feature: 'another' });
  expectCloud(running).toHaveSpentAtMost(0, { app: 'another' });
});

test('a failure lists the endpoints, the dearest first', async () => {
  const running = await synced();
  expect(() => {
    expectCloud(running).toHaveSpentAtMost(5, { feature: 'sync' });
  }).toThrow(
    [
      'The feature "sync" spent 7 points in 3 calls, of 5 allowed:',
      '        4  GET /rest/api/3/issue/{} (2 calls)',
      '        3  GET /rest/api/3/myself (1 calls)',
    ].join('\n'),
  );
});

test('what is no cloud, and points that are none, are refused in words', async () => {
  expect(() => spentBy({})).toThrow('toHaveSpentAtMost is asked of a cloud');
  const running = await synced();
  expect(() => budgetMatchers.toHaveSpentAtMost(running, Number.NaN)).toThrow('points are a number from 0');
});

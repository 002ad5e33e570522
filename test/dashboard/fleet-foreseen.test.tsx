import { foreseen } from '../../fleet/pages/foreseen';
import { statusOf } from '../../fleet/pages/pool-status';
import { poolHourSentences } from '../../static/dashboard/src/fleet/sentences';
import { fleetTextIn } from '../../static/dashboard/src/fleet/text/fleet-text';
import { overviewOf, poolOf } from '../fleet/support/many-series';
import { words } from './fixtures';

const minuteMs = 60_000;
const quotaPoints = 65_000;

/** What the page says of a pool of which all of it is known to the point, an hour's end included. */
async function said(points: number, minute: number): Promise<{ foreseen: string; status: string }> {
  const best = {
    ...{ lowPoints: points, likelyPoints: points, highPoints: points },
    ...{ basis: 'scaled' as const, ofAllSites: true, countedShare: 0 },
  };
  const steady = new Array<number>(48).fill(60_000);
  const end = foreseen(best, quotaPoints, minute * minuteMs, {
    before: 60_000,
    like: steady.slice(0, 15),
    recent: steady,
    usualShare: minute / 60,
  });
  const pool = {
    ...poolOf(1),
    ...{ best, hourStartMs: 0, foreseen: end.endPoints, wallAtMs: end.wallAtMs },
  };
  const status = statusOf({
    ...{
      best,
      quotaPoints,
      nearShare: 0.8,
      remainingPoints: null,
      refusedByPool: 0,
      wasAtWallLastHour: false,
    },
    ...{ isHeard: true, wallAtMs: end.wallAtMs, nowMs: minute * minuteMs },
  });
  const { collection } = overviewOf([pool]);
  return { foreseen: poolHourSentences(pool, collection, words, await fleetTextIn('en')).foreseen, status };
}

test('the fleet says where the hour is likely to end, and when the pool is empty only where that is beyond the quota', async () => {
  expect(await said(5_000, 9)).toEqual({
    foreseen: 'Too early in the hour to say where it ends. No hour at the wall in the last 14 days.',
    status: 'fine',
  });
  expect(await said(30_000, 30)).toEqual({
    foreseen: 'By 01:00 UTC likely about 60,000 (58,700 to 62,100). No hour at the wall in the last 14 days.',
    status: 'fine',
  });
  // A straight line ends at 65,100 here, beyond the quota; hours like it were a little calmer.
  expect(await said(21_700, 20)).toEqual({
    foreseen: 'By 01:00 UTC likely about 64,300 (62,300 to 67,500). No hour at the wall in the last 14 days.',
    status: 'fine',
  });
  expect(await said(50_000, 40)).toEqual({
    foreseen:
      'By 01:00 UTC likely about 74,400 (73,200 to 76,300). If so, the pool is empty at 00:52 UTC. No hour at the wall in the last 14 days.',
    status: 'watch',
  });
});

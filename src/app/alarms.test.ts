import { Alarms, thresholdAlarm } from './alarms';
import type { Threshold } from '../insights/pools/thresholds';

const nowMs = Date.parse('2026-10-09T16:20:00Z');
const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' as const };
const thresholds: Threshold[] = [
  { percent: 50, actions: ['listener'] },
  { percent: 80, actions: ['banner'] },
  { percent: 90, actions: ['listener', 'workItem'] },
];
const alarmAt = (reachedPercent: number) =>
  thresholdAlarm({ pool, status: 'near', reachedPercent, enforcement: null }, thresholds, nowMs);

it('a listener hears of the highest threshold that is reached of those that tell one', () => {
  expect(alarmAt(90)).toEqual({
    ...{ name: 'threshold', saidBy: 'gauge', pool, enforcement: 'enforced', atMs: nowMs, percent: 90 },
  });
  expect([alarmAt(80)?.percent, alarmAt(20)]).toEqual([50, null]);
});

it('each threshold is told once an hour', async () => {
  const heard: (number | undefined)[] = [];
  const alarms = new Alarms((error) => {
    throw error;
  });
  alarms.on('threshold', ({ percent }) => heard.push(percent));
  for (const reached of [50, 50, 90, 90, 50]) await alarms.tell('site-a', alarmAt(reached)!);
  await alarms.tell('site-a', { ...alarmAt(90)!, atMs: nowMs + 3_600_000 });
  expect(heard).toEqual([50, 90, 90]);
});

it('a test calls each listener of thresholds, says that it is one, and takes nothing from what is told afterwards', async () => {
  const heard: unknown[] = [];
  const faults: unknown[] = [];
  const alarms = new Alarms((error) => faults.push(error));
  alarms.on('threshold', ({ percent, isTest, resetAtMs }) => heard.push([percent, isTest, resetAtMs]));
  alarms.on('threshold', () => Promise.reject(new Error('no')));
  alarms.on('near', () => heard.push('near'));
  expect(await alarms.test(pool, [50, 90], nowMs)).toEqual({ heard: 4, failed: 2 });
  await alarms.tell('site-a', alarmAt(50)!);
  expect(heard).toEqual([
    [50, true, nowMs],
    [90, true, nowMs],
    [50, undefined, Date.parse('2026-10-09T17:00:00Z')],
  ]);
  expect(faults).toHaveLength(3);
});

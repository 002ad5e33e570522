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

import { dayFromHours } from '../usage/day-account';
import { dayOf, hoursOfDay } from '../usage/day';
import { emptyHourAccount } from '../usage/hour-account';
import { startOfHourMs, hourOf } from '../usage/hour';
import { book } from '../usage/hour-usage';
import { endpointDetail } from '../insights/endpoints/endpoint-detail';
import { endpointViews } from '../insights/endpoints/endpoints';
import { choicesOf, everything } from '../insights/choose';
import { heatView } from '../insights/pools/heat';
import { daySteps } from '../insights/period';
import { capturedAtMs, observation } from '../../test/support/observation';

const pool = observation().pool;
const names = [
  '/rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}',
  '/rest/api/3/project/{projectIdOrKey}/role/{id}',
  '/rest/agile/1.0/board/{boardId}/sprint/{sprintId}/issue',
];
const templates = Array.from({ length: 150 }, (_, index) => `${names[index % 3]!}/part${index}`);

/** Thirty days in which 150 endpoints are called from two sides, every day, with odd figures. */
function busyMonth() {
  const today = dayOf(hourOf(capturedAtMs));
  const wanted = Array.from({ length: 30 }, (_, index) => today - 29 + index);
  const days = wanted.map((day) => {
    const hours = hoursOfDay(day).slice(8, 10);
    const accounts = hours.map((hour, half) => {
      const account = emptyHourAccount();
      templates.forEach((template, index) => {
        const likely = 12_345 + index * 7.001;
        const call = observation({
          atMs: startOfHourMs(hour),
          template,
          route: half === 0 ? 'forge.asApp' : 'forge.asUser',
          basis: half === 0 ? 'documented' : 'measured',
          points: { low: likely / 2, likely, high: likely * 1.4 },
        });
        book(account.usage, call);
      });
      return [hour, account] as const;
    });
    return [day, dayFromHours(new Map(accounts))] as const;
  });
  return { wanted, days: new Map(days) };
}

const bytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

describe('what travels to the page', () => {
  it('stays under 100 KB for 30 days of 150 endpoints, with a panel open', () => {
    const { wanted, days } = busyMonth();
    const steps = daySteps(days, wanted);
    const endpoints = endpointViews(steps);
    expect(endpoints).toHaveLength(150);
    const detail = endpointDetail(steps, endpoints[0]!, everything, 30);
    expect(bytes({ endpoints, choices: choicesOf(steps), detail, missingMs: [] })).toBeLessThan(100_000);
  });

  it('stays under 20 KB a pool for the heatmap of 30 days', () => {
    const { wanted, days } = busyMonth();
    const heat = heatView(days, wanted, [pool], startOfHourMs(hoursOfDay(wanted[0]!)[0]!), capturedAtMs);
    expect(bytes(heat)).toBeLessThan(20_000);
  });
});

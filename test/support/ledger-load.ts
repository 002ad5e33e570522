/** The ledger under the load of a large app, within storage's real limits. */
import { dayOf } from '../../src/usage/day';
import { hourOf } from '../../src/usage/hour';
import { callsIn } from '../../src/usage/hour-usage';
import { foldedEndpoints } from '../../src/insights/endpoints/endpoints';
import { readHours } from '../../src/ledger/read-hours';
import { readPeriod } from '../../src/ledger/read-period';
import { rollUp } from '../../src/ledger/roll-up';
import { applyRetention } from '../../src/ledger/retention';
import { Writer } from '../../src/ledger/writer';
import { callAt, counted, hourMs, openHarness, startMs, sweepLeast, type Harness } from './ledger-workload';

export interface Load {
  hours: number;
  invocationsAnHour: number;
  /** Each hour others. */
  processesAnHour: number;
  endpoints: number;
}

/** 2 million calls a day in 200,000 invocations. */
export const largeApp: Load = { hours: 2, invocationsAnHour: 8_333, processesAnHour: 300, endpoints: 150 };
const callsEach = 10;

export interface LoadReport {
  invocations: number;
  calls: number;
  runs: number;
  /** Storage calls of one roll-up run. */
  mostRequestsARun: number;
  largestValueBytes: number;
  waitingAtEnd: number;
  /** What storage refused, by code. */
  refusals: Record<string, number>;
  shownCalls: number;
  missingRecords: number;
  /** About how many endpoints are in `{other}`; `null` for none. */
  foldedEndpoints: number | null;
  /** After 36 more days. */
  later: { runs: number; mostRequestsARun: number; callsInDays: number; storedHours: number };
}

export async function measureLoad(load: Load): Promise<LoadReport> {
  const harness = openHarness();
  const { clock, service } = harness;
  const { hours, invocationsAnHour, processesAnHour, endpoints } = load;
  const rolledUp = { runs: 0, mostRequestsARun: 0 };
  let calls = 0;
  for (let hour = 0; hour < hours; hour += 1) {
    const name = (i: number): string => `writer${hour}p${String(i).padStart(4, '0')}`;
    const writers = Array.from({ length: processesAnHour }, (_, i) => new Writer(name(i)));
    for (let invocation = 0; invocation < invocationsAnHour; invocation += 1) {
      clock.moveTo(startMs + hour * hourMs + Math.floor((invocation * hourMs) / invocationsAnHour));
      const writer = writers[invocation % processesAnHour];
      for (let i = 0; i < callsEach; i += 1) {
        const call = callAt(clock.now(), 0, invocation % 2);
        writer?.book({
          ...call,
          template: `/rest/api/3/thing${(invocation * 7 + (i % 4)) % endpoints}/{id}`,
        });
        calls += 1;
      }
      await writer?.flush(clock.now());
      if (invocation % sweepLeast === sweepLeast - 1) await take(harness, sweepLeast, rolledUp);
    }
    await take(harness, 0, rolledUp);
  }
  clock.advance(60_000);
  const first = hourOf(startMs);
  const wanted = Array.from({ length: hours }, (_, i) => first + i);
  const { hours: read, integrity } = await readHours(wanted, counted);
  const steps = [...read.values()].map(({ usage }) => ({ usage }));
  const sizes = service.dump('site').map(({ value }) => Buffer.byteLength(JSON.stringify(value)));
  const later = await passMonth(harness, hours);
  const { refusals } = service.accounting();
  service.close();
  return {
    ...{ invocations: hours * invocationsAnHour, calls, ...rolledUp, refusals, later },
    ...{ largestValueBytes: Math.max(...sizes), waitingAtEnd: integrity.waitingRecords },
    shownCalls: steps.reduce((sum, { usage }) => sum + callsIn(usage), 0),
    missingRecords: integrity.missingRecords,
    foldedEndpoints: foldedEndpoints(steps),
  };
}

async function take(
  { clock, service }: Harness,
  leastRecords: number,
  sum: { runs: number; mostRequestsARun: number },
): Promise<void> {
  for (let more = true; more;) {
    const before = service.accounting().requests;
    ({ more } = await rollUp({ nowMs: clock.now(), isCounted: counted, leastRecords }));
    sum.mostRequestsARun = Math.max(sum.mostRequestsARun, service.accounting().requests - before);
    sum.runs += 1;
  }
}

/** What the upkeep makes of it: days for good, and no hours any more. */
async function passMonth({ clock, service }: Harness, hours: number): Promise<LoadReport['later']> {
  const later = { runs: 0, mostRequestsARun: 0, callsInDays: 0, storedHours: 0 };
  clock.advance(hours * hourMs + 36 * 24 * hourMs);
  for (let more = true; more;) {
    const before = service.accounting().requests;
    ({ more } = await applyRetention(clock.now()));
    later.mostRequestsARun = Math.max(later.mostRequestsARun, service.accounting().requests - before);
    later.runs += 1;
    clock.advance(hourMs);
  }
  const first = dayOf(hourOf(startMs));
  const wanted = Array.from({ length: Math.ceil(hours / 24) }, (_, i) => first + i);
  const { days } = await readPeriod(wanted, clock.now(), counted);
  later.callsInDays = [...days.values()].reduce((sum, { usage }) => sum + callsIn(usage), 0);
  later.storedHours = service.dump('site').filter(({ key }) => /^\d{4}-\d\d-\d\dT/.test(key)).length;
  return later;
}

/** What reading asks of storage, and the ledger under the load of a large app. */
import { hourOf } from '../../src/account/hour';
import { callsIn } from '../../src/account/sheet';
import { kvsLedgerStore as store } from '../../src/ledger/kvsStore';
import { readHours } from '../../src/ledger/readHours';
import { lastDays, readPeriod } from '../../src/ledger/readPeriod';
import { rollUp } from '../../src/ledger/rollUp';
import { readState } from '../../src/ledger/settings';
import { Writer } from '../../src/ledger/writer';
import { callAt, counted, difference, hourMs, openDesk, startMs, sweepLeast } from './ledgerWorkload';
import { sweep } from './ledgerCost';

/** A page of a day and one of 30 days, when a month was kept and everything is rolled up. */
export async function measureReading(): Promise<Record<string, { calls: number; bytes: number }>> {
  const { clock, service } = openDesk();
  for (let hour = 0; hour < 32 * 24; hour += 1) {
    clock.moveTo(startMs + hour * hourMs);
    const writer = new Writer(`writer${String(hour).padStart(6, '0')}`);
    for (let i = 0; i < 40; i += 1) writer.book(callAt(clock.now(), i, i % 2 === 0 ? 0 : 1));
    await writer.flush(store, clock.now());
    await sweep(clock);
  }
  const measure = async (read: () => Promise<unknown>): Promise<{ calls: number; bytes: number }> => {
    const before = service.accounting();
    await readState();
    await read();
    const { requests, bytesRead } = difference(service.accounting(), before);
    return { calls: requests, bytes: bytesRead };
  };
  const lastHour = hourOf(clock.now());
  const hours = Array.from({ length: 25 }, (_, i) => lastHour - i);
  const read = {
    '24 hours': await measure(() => readHours(store, hours, counted)),
    '30 days': await measure(() => readPeriod(store, lastDays(clock.now(), 30), clock.now(), counted)),
  };
  service.close();
  return read;
}

export interface LoadReport {
  hours: number;
  invocations: number;
  calls: number;
  /** Of one roll-up run. */
  mostRequestsARun: number;
  runs: number;
  largestValueBytes: number;
  waitingAtEnd: number;
  refusals: Record<string, number>;
  isExact: boolean;
}

/** Two hours of an app with 2 million calls a day, 300 processes an hour and 150 endpoints, within storage's real limits. */
export async function measureLoad(): Promise<LoadReport> {
  const { clock, service } = openDesk();
  const [hours, invocationsAnHour, processes, callsEach] = [2, 8_333, 300, 10];
  let mostRequestsARun = 0;
  let runs = 0;
  const take = async (leastRecords: number): Promise<void> => {
    for (let more = true; more;) {
      const before = service.accounting().requests;
      ({ more } = await rollUp(store, { nowMs: clock.now(), isCounted: counted, leastRecords }));
      mostRequestsARun = Math.max(mostRequestsARun, service.accounting().requests - before);
      runs += 1;
    }
  };
  let calls = 0;
  for (let hour = 0; hour < hours; hour += 1) {
    const writers = Array.from(
      { length: processes },
      (_, i) => new Writer(`writer${hour}p${String(i).padStart(4, '0')}`),
    );
    for (let invocation = 0; invocation < invocationsAnHour; invocation += 1) {
      clock.moveTo(startMs + hour * hourMs + Math.floor((invocation * hourMs) / invocationsAnHour));
      const writer = writers[invocation % processes];
      for (let i = 0; i < callsEach; i += 1) {
        const call = callAt(clock.now(), 0, invocation % 2);
        writer?.book({ ...call, template: `/rest/api/3/thing${(invocation * 7 + (i % 4)) % 150}/{id}` });
        calls += 1;
      }
      await writer?.flush(store, clock.now());
      if (invocation % sweepLeast === sweepLeast - 1) await take(sweepLeast);
    }
  }
  clock.advance(60_000);
  await take(0);
  const { hours: read, books } = await readHours(store, [hourOf(startMs), hourOf(startMs) + 1], counted);
  const shown = [...read.values()].reduce((sum, { sheet }) => sum + callsIn(sheet), 0);
  const sizes = service.dump('site').map(({ value }) => JSON.stringify(value).length);
  const { refusals } = service.accounting();
  service.close();
  return {
    ...{ hours, invocations: hours * invocationsAnHour, calls, mostRequestsARun, runs },
    ...{ largestValueBytes: Math.max(...sizes), waitingAtEnd: books.waitingRecords, refusals },
    isExact: shown === calls && books.missingRecords === 0,
  };
}

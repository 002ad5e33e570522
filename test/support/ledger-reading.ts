/** What reading asks of storage. */
import { hourOf } from '../../src/usage/hour';
import { readHours } from '../../src/ledger/read-hours';
import { lastDays, readPeriod } from '../../src/ledger/read-period';
import { readState } from '../../src/ledger/settings';
import { Writer } from '../../src/ledger/writer';
import { callAt, counted, difference, hourMs, openHarness, startMs } from './ledger-workload';
import { sweep } from './ledger-cost';

/** A page of a day and one of 30 days, when a month was kept and everything is rolled up. */
export async function measureReading(): Promise<Record<string, { calls: number; bytes: number }>> {
  const { clock, service } = openHarness();
  for (let hour = 0; hour < 32 * 24; hour += 1) {
    clock.moveTo(startMs + hour * hourMs);
    const writer = new Writer(`writer${String(hour).padStart(6, '0')}`);
    for (let i = 0; i < 40; i += 1) writer.book(callAt(clock.now(), i, i % 2 === 0 ? 0 : 1));
    await writer.flush(clock.now());
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
    '24 hours': await measure(() => readHours(hours, counted)),
    '30 days': await measure(() => readPeriod(lastDays(clock.now(), 30), clock.now(), counted)),
  };
  service.close();
  return read;
}

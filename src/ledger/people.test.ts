import { estimateDistinct } from '../usage/distinct';
import { hourOf } from '../usage/hour';
import { People } from './people';
import { readHours } from './read-hours';
import { Writer } from './writer';
import { openLedgerHarness, type LedgerHarness } from '../../test/support/ledger-harness';
import { capturedAtMs, observation } from '../../test/support/observation';

let harness: LedgerHarness;
beforeEach(() => {
  harness = openLedgerHarness();
});
afterEach(() => {
  harness.service.close();
});

/** A process in which each of these people makes a call. */
async function invocation(id: string, people: readonly string[], site = 'site-a'): Promise<void> {
  const [writer, book] = [new Writer(id), new People()];
  for (const person of people) {
    const call = observation({ route: 'forge.asUser' });
    book.note(site, call, person, writer);
    writer.book(call);
  }
  await book.settle(site, writer);
  await writer.flush(capturedAtMs);
}

async function peopleShown(): Promise<number[]> {
  const { hours } = await readHours([hourOf(capturedAtMs)], () => true);
  return [...hours.values()].flatMap(({ usage }) => [...usage.people.values()].map(estimateDistinct));
}

describe('people behind calls', () => {
  it('are counted once, whichever process they meet', async () => {
    await invocation('aaaaaaaaaaaa', ['ann', 'bob', 'ann']);
    await invocation('bbbbbbbbbbbb', ['bob', 'cid']);
    expect(await peopleShown()).toEqual([3]);
  });

  it('leave other traces on each site, and none that an export or a query shows', async () => {
    await invocation('aaaaaaaaaaaa', ['account-of-ann']);
    harness.installationId = 'site-b';
    await invocation('aaaaaaaaaaaa', ['account-of-ann'], 'site-b');
    const [here, there] = ['site-a', 'site-b'].map((site) =>
      harness.service
        .dump(site)
        .filter(({ secret }) => !secret)
        .map(({ value }) => JSON.stringify(value)),
    );
    expect(here).not.toEqual(there);
    expect(JSON.stringify([here, there])).not.toContain('account-of-ann');
  });

  it('are left out when their salt cannot be read; their calls are not', async () => {
    harness.faults = ({ operation }) => (operation === 'secret/get' ? { kind: 'rateLimit' } : null);
    await invocation('aaaaaaaaaaaa', ['ann']);
    harness.faults = null;
    expect(await peopleShown()).toEqual([]);
    const { hours } = await readHours([hourOf(capturedAtMs)], () => true);
    expect(hours.get(hourOf(capturedAtMs))?.usage.sums.size).toBe(1);
  });

  it('cost one read of the secret store for the life of a process', async () => {
    const [writer, book] = [new Writer('aaaaaaaaaaaa'), new People()];
    for (let i = 0; i < 5; i += 1) {
      book.note('site-a', observation(), `person ${i}`, writer);
      await book.settle('site-a', writer);
    }
    expect(harness.service.accounting().byOperation).toEqual({ 'secret/get': 1, 'secret/set': 1 });
  });
});

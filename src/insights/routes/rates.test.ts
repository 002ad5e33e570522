import { CallRates } from '../../forge-client/rates';

const noon = Date.UTC(2026, 10, 22, 12);
const call = { installationId: 'site-a', product: 'jira' as const, person: null, startedAtMs: noon };

describe('calls a second under one cost budget context', () => {
  it('counts all calls of the app together, second by second', () => {
    const rates = new CallRates();
    const seen = [0, 300, 999, 1000].map((ms) =>
      rates.note({ ...call, route: 'forge.asApp', startedAtMs: noon + ms }),
    );
    expect(seen).toEqual([1, 2, 3, 1]);
  });

  it('counts calls as a user for each person apart, offline ones with the others', () => {
    const rates = new CallRates();
    expect(rates.note({ ...call, route: 'forge.asUser', person: 'anna' })).toBe(1);
    expect(rates.note({ ...call, route: 'forge.asUser', person: 'ben' })).toBe(1);
    expect(rates.note({ ...call, route: 'forge.asUserOffline', person: 'anna' })).toBe(2);
  });

  it('says nothing of a user whom it does not know', () => {
    expect(new CallRates().note({ ...call, route: 'forge.asUser' })).toBeNull();
  });

  it('keeps installations and products apart', () => {
    const rates = new CallRates();
    rates.note({ ...call, route: 'forge.asApp' });
    expect(rates.note({ ...call, route: 'forge.asApp', installationId: 'site-b' })).toBe(1);
    expect(rates.note({ ...call, route: 'forge.asApp', product: 'confluence' })).toBe(1);
  });

  it('forgets seconds that are over before they fill the memory, and not the one that runs', () => {
    const rates = new CallRates();
    for (let second = 0; second < 5_000; second += 1) {
      rates.note({ ...call, route: 'forge.asApp', startedAtMs: noon + second * 1000 });
    }
    expect(rates.note({ ...call, route: 'forge.asApp', startedAtMs: noon + 4_999_000 })).toBe(2);
  });
});

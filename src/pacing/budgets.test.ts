import { paceRules } from './rules';
import { calm, hourEndMs, OneProcess, SharedValue } from '../../test/pace/one-process';

const served = { status: 200, headers: calm };
const functionMs = 25_000;

// Reading one issue costs 2 points.
describe('a budget', () => {
  it('of a component binds its calls, whoever they are for, in all processes', async () => {
    const shared = new SharedValue();
    const options = { budgets: { componentPoints: { sync: 4 } } };
    const process = new OneProcess(options, [served], { shared });
    expect(await process.call({ component: 'sync' })).toBe(200);
    expect(await process.call({ component: 'sync' })).toBe(200);
    const forPerson = { component: 'sync', work: 'person' } as const;
    expect(await process.call(forPerson, functionMs)).toMatchObject({ reason: 'budget' });
    expect(await process.call({ component: 'mail' }, functionMs)).toBe(200);
    const other = new OneProcess(options, [served], { shared });
    expect(await other.call({ component: 'sync' }, functionMs)).toMatchObject({ reason: 'budget' });
  });

  it('of the background stops no person', async () => {
    const process = new OneProcess({ budgets: { backgroundPoints: 2 } }, [served]);
    await process.call();
    expect(await process.call({}, functionMs)).toMatchObject({ reason: 'budget' });
    expect(await process.call({ work: 'person' }, functionMs)).toBe(200);
  });

  it('of a person stops that person alone', async () => {
    const process = new OneProcess({ budgets: { userPoints: 2 } }, [served]);
    const ann = { person: 'ann', route: 'forge.asUser', work: 'person' } as const;
    await process.call(ann);
    expect(await process.call(ann, functionMs)).toMatchObject({ reason: 'budget' });
    expect(await process.call({ ...ann, person: 'ben' }, functionMs)).toBe(200);
  });

  it('counts what the body showed that the caller read, not what was expected', async () => {
    const issues = Array.from({ length: 3 }, (_, n) => ({ id: String(n) }));
    const process = new OneProcess({ budgets: { backgroundPoints: 9 } }, [{ ...served, body: { issues } }]);
    const search = { path: '/rest/api/3/search/jql?jql=x&maxResults=100' };
    // 4 points each, where 51 were expected.
    for (let n = 0; n < 3; n += 1) expect(await process.call(search, functionMs)).toBe(200);
    expect(await process.call(search, functionMs)).toMatchObject({ reason: 'budget' });
  });

  it('begins anew with the hour', async () => {
    const process = new OneProcess({ budgets: { backgroundPoints: 2 } }, [served]);
    await process.call();
    await process.time.run(hourEndMs);
    expect(await process.call({}, functionMs)).toBe(200);
  });
});

describe('calls under way', () => {
  it('are five at most, and a person goes before what waits in the background', async () => {
    const process = new OneProcess({}, [{ ...served, tookMs: 1_000 }]);
    const order: string[] = [];
    for (let n = 0; n < 8; n += 1) void process.start().then(() => order.push('background'));
    await process.time.run(process.time.nowMs() + 100);
    void process.start({ work: 'person' }).then(() => order.push('person'));
    await process.time.run();
    expect(process.mostUnderWay).toBe(5);
    expect(order.indexOf('person')).toBe(5);
    expect(order).toHaveLength(9);
  });

  it('that never end, as those of a stopped function, hold nobody up for more than two minutes', async () => {
    const process = new OneProcess({}, [{ ...served, tookMs: 10 * 3_600_000 }]);
    for (let n = 0; n < 5; n += 1) void process.start();
    await process.time.run(process.time.nowMs() + 121_000);
    process.answerWith(served);
    const late = process.start();
    await process.time.run(process.time.nowMs() + 1_000);
    expect(await Promise.race([late, Promise.resolve('still waiting')])).toBe(200);
  });
});

describe('options', () => {
  it.each([
    [{ reserveShare: 1 }, 'reserveShare'],
    [{ concurrency: 0 }, 'concurrency'],
    [{ spreadMs: -1 }, 'spreadMs'],
    [{ budgets: { userPoints: 0 } }, 'budgets'],
    [{ budgets: { componentPoints: { sync: Number.NaN } } }, 'budgets'],
  ])('that no pace can be kept by are refused: %j', (options, named) => {
    expect(() => paceRules(options)).toThrow(named);
  });
});

import { kvs } from '@forge/kvs';
import { changeValue } from './change-value';
import { listSources, makeSource, maxSources, revokeSource, rotateSource } from './sources';
import { openLedgerHarness, type LedgerHarness } from '../../test/support/ledger-harness';
import { isRecord } from '../object';

let harness: LedgerHarness;
beforeEach(() => {
  harness = openLedgerHarness();
});
afterEach(() => {
  harness.service.close();
});

const key = 'pg:taken';
const namesIn = (stored: unknown): string[] =>
  isRecord(stored) && Array.isArray(stored['names']) ? (stored['names'] as string[]) : [];
const add = (name: string): Promise<number> =>
  changeValue(key, (stored, version) => ({ value: { names: [...namesIn(stored), name] }, result: version }));
const stored = async (): Promise<unknown> => kvs.get<unknown>(key);

describe('a value that several change', () => {
  it('keeps every one of twenty changes that are made at once', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `n${i}`);
    await Promise.all(names.map(add));
    expect(namesIn(await stored()).sort()).toEqual([...names].sort());
    expect(await stored()).toMatchObject({ version: 20 });
  });

  it('of an earlier version, without a number, is changed and numbered, also after a rollback', async () => {
    await kvs.set(key, { names: ['old'] });
    await add('new');
    expect(await stored()).toEqual({ names: ['old', 'new'], version: 1 });
    await kvs.set(key, { names: ['rolled back'] });
    await Promise.all(['a', 'b', 'c'].map(add));
    expect(namesIn(await stored()).sort()).toEqual(['a', 'b', 'c', 'rolled back']);
  });

  it('stays as it is when the change has nothing to write, or throws', async () => {
    await add('one');
    const before = await stored();
    expect(await changeValue(key, () => ({ value: null, result: 'seen' }))).toBe('seen');
    const refused = changeValue(key, () => {
      throw new Error('no');
    });
    await expect(refused).rejects.toThrow('no');
    expect(await stored()).toEqual(before);
  });
});

describe('sources', () => {
  const make = (i: number) => makeSource(`App ${i}`, 'PRODUCTION', harness.clock.now());

  it('are twenty at most, also when sixty are made at once, and every secret that holds is listed', async () => {
    const made = await Promise.all(Array.from({ length: 60 }, (_, i) => make(i)));
    const ids = made.flatMap((one) => (one === 'full' ? [] : [one.source.id]));
    expect(ids).toHaveLength(maxSources);
    expect((await listSources()).map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(await make(61)).toBe('full');
    await revokeSource(ids[0]!);
    expect(await make(62)).not.toBe('full');
    expect(await listSources()).toHaveLength(maxSources);
  });

  it('that earlier versions let in beyond that are all listed, and leave no room for another', async () => {
    const old = Array.from({ length: 45 }, (_, i) => i.toString(16).padStart(16, '0'));
    for (const id of old)
      await kvs.set(`pg:src:${id}`, { id, app: 'Old', environment: 'X', madeAtMs: 1, rotatedAtMs: null });
    expect(await listSources()).toHaveLength(45);
    expect(await make(1)).toBe('full');
  });

  it('made a moment ago are listed where listings lag', async () => {
    harness.service.close();
    harness = openLedgerHarness({ queryLagMs: 60_000 });
    const made = await make(1);
    expect(made !== 'full' && (await listSources()).map(({ id }) => id)).toEqual([
      made !== 'full' && made.source.id,
    ]);
  });

  it('two who rotate one at once do not both get a secret', async () => {
    const made = await make(1);
    if (made === 'full') throw new Error('full');
    const rotate = () => rotateSource(made.source.id, harness.clock.now());
    const [one, two] = await Promise.allSettled([rotate(), rotate()]);
    const told = [one, two].filter(({ status }) => status === 'rejected');
    expect(told).toMatchObject([{ reason: { name: 'ChangedMeanwhile' } }]);
    expect((await rotate())?.secret).toMatch(/^pgs_/);
  });
});

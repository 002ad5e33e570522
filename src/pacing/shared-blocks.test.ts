import { Blocks, componentKey, isShared, quotaKey, reserveKey } from './blocks';
import { SharedBlocks, type StoredBlocks } from './shared-blocks';
import type { ToldUse } from './told-use';

const nowMs = Date.UTC(2026, 9, 5, 9, 20);
const untilMs = nowMs + 600_000;

class Store {
  reads = 0;
  readonly written: unknown[] = [];
  constructor(public value?: unknown) {}
  read = (): Promise<unknown> => {
    this.reads += 1;
    return Promise.resolve(this.value);
  };
  write = (value: StoredBlocks): Promise<void> => {
    this.written.push(structuredClone(value));
    return Promise.resolve();
  };
}
function sharing(store: Store, onTold?: (uses: readonly ToldUse[], at: number) => void) {
  const blocks = new Blocks();
  return { blocks, shared: new SharedBlocks(store, blocks, onTold) };
}

describe('what processes tell each other', () => {
  it('is read once in ten seconds', async () => {
    const store = new Store();
    const { shared } = sharing(store);
    for (const at of [0, 1, 9_999, 10_000, 19_999]) await shared.refresh(nowMs + at);
    expect(store.reads).toBe(2);
  });

  it.each<[string, unknown, boolean]>([
    ['a quota', { v: 1, closed: { 'quota:jira': ['quota', untilMs] } }, true],
    ['of another version', { v: 2, closed: { 'quota:jira': ['quota', untilMs] } }, false],
    ['of none', { closed: { 'quota:jira': ['quota', untilMs] } }, false],
    ['without a list', { v: 1 }, false],
    ['a list of nothing', { v: 1, closed: null }, false],
    ['a list of something else', { v: 1, closed: 'x' }, false],
    ['for an unheard-of reason', { v: 1, closed: { 'quota:jira': ['x', untilMs] } }, false],
    ['for no reason', { v: 1, closed: { 'quota:jira': [7, untilMs] } }, false],
    ['until no time', { v: 1, closed: { 'quota:jira': ['quota', 'soon'] } }, false],
    ['as something else', { v: 1, closed: { 'quota:jira': { 0: 'quota', 1: untilMs } } }, false],
    ['nothing', null, false],
    ['a text', 'x', false],
  ])('is taken over where it is one of theirs: %s', async (_name, value, isTaken) => {
    const { blocks, shared } = sharing(new Store(value));
    await shared.refresh(nowMs);
    expect(blocks.heldBy(['quota:jira'], nowMs)).toEqual(isTaken ? { reason: 'quota', untilMs } : null);
  });

  it('is of an hour’s points, and nothing else', async () => {
    const closed = Object.fromEntries(
      ['endpoint:jira GET /a', 'issue:#1', 'reserve:jira', 'component:sync', 'x quota:jira'].map((key) => [
        key,
        ['burst', untilMs],
      ]),
    );
    const { blocks, shared } = sharing(new Store({ v: 1, closed }));
    await shared.refresh(nowMs);
    const held = Object.keys(closed).filter((key) => blocks.heldBy([key], nowMs) !== null);
    expect(held).toEqual(['reserve:jira', 'component:sync']);
    expect([quotaKey('jira'), reserveKey('jira'), componentKey('sync')].map(isShared)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['endpoint:quota:', 'quotas:jira', 'a reserve:'].map(isShared)).toEqual([false, false, false]);
  });

  it('is written when something closed that the value does not have, beside what others closed', async () => {
    const others = { 'quota:confluence': ['quota', untilMs], 'reserve:jira': ['reserve', nowMs] };
    const store = new Store({ v: 1, closed: others });
    const { blocks, shared } = sharing(store);
    await shared.refresh(nowMs);
    shared.tell(nowMs);
    expect(store.written).toEqual([]);
    blocks.close('endpoint:a', 'burst', untilMs, nowMs);
    shared.tell(nowMs);
    expect(store.written).toEqual([]);
    blocks.close('quota:jira', 'quota', untilMs, nowMs);
    shared.tell(nowMs);
    shared.tell(nowMs);
    await shared.settled();
    const closed = { 'quota:confluence': ['quota', untilMs], 'quota:jira': ['quota', untilMs] };
    expect(store.written).toEqual([{ v: 1, closed }]);
  });

  it('is not written for a few seconds more, and again where it is gone', async () => {
    const store = new Store({ v: 1, closed: { 'quota:jira': ['quota', untilMs] } });
    const { blocks, shared } = sharing(store);
    await shared.refresh(nowMs);
    blocks.close('quota:jira', 'quota', untilMs + 10_000, nowMs);
    shared.tell(nowMs);
    expect(store.written).toEqual([]);
    blocks.close('quota:jira', 'quota', untilMs + 11_000, nowMs);
    shared.tell(nowMs);
    expect(store.written).toHaveLength(1);
    store.value = { v: 1, closed: {} };
    await shared.refresh(nowMs + 10_000);
    expect(store.written).toHaveLength(2);
    await shared.refresh(nowMs + 20_000);
    expect(store.written).toHaveLength(3);
    store.value = store.written[2];
    await shared.refresh(nowMs + 30_000);
    expect(store.written).toHaveLength(3);
  });

  it('may have the owner’s word of all sites beside it', async () => {
    const word = {
      ...{ product: 'jira', quotaPoints: 1, usedPoints: 0, leastPoints: 0, pointsAMinute: 0 },
      ...{ atMs: 0, goodUntilMs: 0 },
    };
    const told: unknown[] = [];
    const { shared } = sharing(new Store({ v: 1, told: [word, { ...word, quotaPoints: 0 }] }), (uses, at) =>
      told.push(uses, at),
    );
    await shared.refresh(nowMs);
    expect(told).toEqual([[word], nowMs]);
  });

  it('is waited for by who asks whether it is settled, and not by who tells', async () => {
    let finish = (): void => undefined;
    const blocks = new Blocks();
    const write = () => new Promise<void>((resolve) => void (finish = resolve));
    const shared = new SharedBlocks({ read: () => Promise.resolve(null), write }, blocks);
    blocks.close('quota:jira', 'quota', untilMs, nowMs);
    shared.tell(nowMs);
    let isSettled = false;
    const settled = shared.settled().then(() => (isSettled = true));
    await new Promise(setImmediate);
    expect(isSettled).toBe(false);
    finish();
    await settled;
  });
});

import { Blocks, quotaKey } from './blocks';

const nowMs = Date.parse('2026-11-22T14:59:00Z');
const key = quotaKey('jira');

describe('What is closed', () => {
  it('stays closed for the part of a second that a later answer adds, which is no news for other processes', () => {
    const blocks = new Blocks();
    blocks.close(key, 'quota', nowMs + 60_000, nowMs);
    blocks.close(key, 'quota', nowMs + 60_600, nowMs);
    expect(blocks.heldBy([key], nowMs + 60_500)).toEqual({ reason: 'quota', untilMs: nowMs + 60_600 });
    expect(blocks.heldBy([key], nowMs + 60_600)).toBeNull();
    expect(blocks.sharedVersion).toBe(1);
  });

  it('is news for other processes when an answer adds a second or more, and never opens earlier', () => {
    const blocks = new Blocks();
    blocks.close(key, 'quota', nowMs + 60_000, nowMs);
    blocks.close(key, 'quota', nowMs + 61_000, nowMs);
    blocks.close(key, 'quota', nowMs + 30_000, nowMs);
    expect(blocks.heldBy([key], nowMs + 60_999)?.untilMs).toBe(nowMs + 61_000);
    expect(blocks.sharedVersion).toBe(2);
    // Of the same moment the first word stays.
    blocks.close(key, 'reserve', nowMs + 61_000, nowMs);
    expect(blocks.heldBy([key], nowMs)?.reason).toBe('quota');
  });

  it('is closed for an hour at most, and not until a moment that is over', () => {
    const blocks = new Blocks();
    blocks.close(key, 'quota', nowMs, nowMs);
    expect(blocks.heldBy([key], nowMs - 1)).toBeNull();
    blocks.close(key, 'quota', nowMs + 9e9, nowMs);
    expect(blocks.heldBy([key], nowMs)?.untilMs).toBe(nowMs + 3_600_000);
    expect(blocks.sharedVersion).toBe(1);
  });

  it('holds what has several keys by the longest of them, and is shared as long as it holds', () => {
    const blocks = new Blocks();
    blocks.close('issue:#1', 'issue', nowMs + 2_000, nowMs);
    blocks.close(key, 'quota', nowMs + 1_000, nowMs);
    expect(blocks.heldBy(['x', key, 'issue:#1', 'y'], nowMs)?.reason).toBe('issue');
    expect(blocks.heldBy(['issue:#1', key], nowMs)?.reason).toBe('issue');
    expect(blocks.heldBy([], nowMs)).toBeNull();
    expect([blocks.shared(nowMs + 999), blocks.shared(nowMs + 1_000)]).toEqual([
      [[key, { reason: 'quota', untilMs: nowMs + 1_000 }]],
      [],
    ]);
    expect(blocks.sharedVersion).toBe(1);
  });

  it('is forgotten when it is over, once two thousand are known, and all of it where none is over', () => {
    const blocks = new Blocks();
    for (let i = 0; i < 1_998; i += 1) blocks.close(`issue:${i}`, 'issue', nowMs + 1_000, nowMs);
    blocks.close('issue:long', 'issue', nowMs + 60_000, nowMs);
    blocks.close('issue:last', 'issue', nowMs + 1_000, nowMs);
    const isHeld = (name: string, atMs = nowMs): boolean => blocks.heldBy([name], atMs) !== null;
    expect([isHeld('issue:0'), isHeld('issue:last')]).toEqual([true, true]);
    blocks.close('issue:new', 'issue', nowMs + 60_000, nowMs + 1_000);
    // Whoever asks of an earlier moment finds that they are gone, and not only over.
    expect([isHeld('issue:0'), isHeld('issue:last'), isHeld('issue:long'), isHeld('issue:new')]).toEqual([
      ...[false, false, true, true],
    ]);
    for (let i = 0; i < 1_998; i += 1) blocks.close(`issue:${i}`, 'issue', nowMs + 60_000, nowMs + 1_000);
    expect(isHeld('issue:long')).toBe(true);
    blocks.close('issue:more', 'issue', nowMs + 60_000, nowMs + 1_000);
    expect([isHeld('issue:long'), isHeld('issue:0'), isHeld('issue:more')]).toEqual([false, false, true]);
  });
});

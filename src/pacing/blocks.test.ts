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
  });
});

import { isBeyondCap, noteWriter } from './process-cap';
import { isReported, reportedWriter, sourceOf } from './record';
import type { RecordLists } from './record-lists';

const hash = (n: number): string => n.toString(16).padStart(8, '0').repeat(5);
const writerOf = (source: string, process: number): string =>
  reportedWriter(source.repeat(10), hash(process).slice(0, 40));
const listsOf = (counts: Record<string, number>): RecordLists => {
  const lists: RecordLists = new Map();
  for (const [source, count] of Object.entries(counts))
    for (let i = 0; i < count; i += 1)
      lists.set(`r${source.repeat(7)}${String(i).padStart(16, '0')}`, [1, 1]);
  return lists;
};
const isFull = (lists: RecordLists, source: string): boolean =>
  isBeyondCap(lists, { writer: `r${source.repeat(7)}${'f'.repeat(16)}`, n: 1 });

describe('a reporting process', () => {
  it('is named by seven digits of its source and sixteen of itself', () => {
    const writer = reportedWriter('0123456789abcdef', 'fedcba98765432100123');
    expect(writer).toBe('r0123456fedcba9876543210');
    expect(isReported({ writer })).toBe(true);
    expect(sourceOf({ writer })).toBe('r0123456');
    for (const other of [
      'a1b2c3d4e5f6',
      'r1b2c3d4e5f6',
      `a${'0'.repeat(23)}`,
      `${'0'.repeat(23)}r`,
      `r${'0'.repeat(24)}`,
    ])
      expect(isReported({ writer: other })).toBe(false);
  });
});

describe('the processes that an hour lists', () => {
  it.each<[string, Record<string, number>, boolean]>([
    ['two thousand of a source are always taken', { a: 1_999, b: 24_000, c: 14_001 }, false],
    ['none beyond them once there are forty thousand', { a: 2_000, b: 24_000, c: 14_000 }, true],
    ['more while all together leave room', { a: 2_000, b: 24_000, c: 13_999 }, false],
    ['24,000 of one source at most', { a: 23_999 }, false],
    ['and no more, whatever room there is', { a: 24_000 }, true],
    ['none at first', {}, false],
  ])('%s', (_name, counts, isBeyond) => {
    expect(isFull(listsOf(counts), 'a')).toBe(isBeyond);
  });

  it('do not count the app’s own, which is always taken, nor one that is listed', () => {
    const lists = listsOf({ a: 23_999 });
    for (let i = 0; i < 50; i += 1) lists.set(`own${String(i).padStart(9, '0')}`, [1, 1]);
    expect(isFull(lists, 'a')).toBe(false);
    // Nor do fifty of the app’s own make forty thousand that back ends reported.
    const room = listsOf({ a: 2_000, b: 24_000, c: 13_999 });
    for (let i = 0; i < 50; i += 1) room.set(`own${String(i).padStart(9, '0')}`, [1, 1]);
    expect(isFull(room, 'a')).toBe(false);
    const full = listsOf({ a: 24_000 });
    expect(isBeyondCap(full, { writer: 'a1b2c3d4e5f6', n: 1 })).toBe(false);
    expect(isBeyondCap(full, { writer: `raaaaaaa${'0'.repeat(16)}`, n: 2 })).toBe(false);
  });

  it('are counted on as they are added, one by one', () => {
    const lists = listsOf({ a: 23_998 });
    const walks = jest.spyOn(lists, 'keys');
    expect(isFull(lists, 'a')).toBe(false);
    for (const process of [1, 2]) {
      const writer = writerOf('a', process);
      lists.set(writer, [1, 1]);
      noteWriter(lists, writer);
      expect(isFull(lists, 'a')).toBe(process === 2);
    }
    // Lists of tens of thousands were gone through once, for the first of them.
    expect(walks).toHaveBeenCalledTimes(1);
    // One that nobody told of is found all the same.
    const others = listsOf({ a: 23_999 });
    expect(isFull(others, 'a')).toBe(false);
    for (const process of [1, 2]) others.set(writerOf('a', process), [1, 1]);
    noteWriter(others, writerOf('a', 2));
    expect(isFull(others, 'a')).toBe(true);
  });
});

import { book, emptyHourUsage } from './hour-usage';
import { addToSlot, mergeSlots, type SlotPoints } from './slot-points';
import { observation } from '../../test/support/observation';

const hourMs = 489_016 * 3_600_000;

describe('the course of an hour', () => {
  it.each([
    [0, 0],
    [299_999, 0],
    [300_000, 1],
    [3_299_999, 10],
    [3_300_000, 11],
    [3_599_999, 11],
  ])('has a call %d ms after its beginning in the five minutes %d', (afterMs, slot) => {
    const usage = emptyHourUsage();
    book(usage, observation({ atMs: hourMs + afterMs, points: { low: 1, likely: 1, high: 1 } }));
    expect([...usage.slots]).toEqual([['own|PRODUCTION|jira', [...Array<number>(slot).fill(0), 1000]]]);
  });

  it('has nothing of free calls, and a thousandth of a point of others', () => {
    const slots: SlotPoints = new Map();
    addToSlot(slots, 'a', 3, 0);
    expect([...slots]).toEqual([]);
    addToSlot(slots, 'a', 1, 1);
    addToSlot(slots, 'a', 3, 0);
    addToSlot(slots, 'a', 1, 2);
    expect([...slots]).toEqual([['a', [0, 3]]]);
    const sum: SlotPoints = new Map([['a', [5]]]);
    mergeSlots(sum, slots);
    expect([...sum]).toEqual([['a', [5, 3]]]);
  });
});

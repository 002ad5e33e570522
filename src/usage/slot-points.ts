import { hourMs } from '../time';
import { isPoolKey } from './keys';
import { plus } from './numbers';

/** Five minutes: as fine as the course of an hour is kept. */
export const slotMs = 5 * 60_000;
export const slotsAnHour = 12;

/** Which of the hour's. */
export function slotOf(atMs: number): number {
  return Math.floor((atMs % hourMs) / slotMs);
}

/**
 * By `poolKey`: likely points that were charged to the pool in each five minutes of the hour, in whole thousandths. A list
 * ends with its last slot that has any.
 */
export type SlotPoints = Map<string, number[]>;

export function addToSlot(slots: SlotPoints, pool: string, slot: number, milli: number): void {
  if (milli === 0) return;
  const known = slots.get(pool) ?? [];
  while (known.length < slot) known.push(0);
  known[slot] = plus(known[slot] ?? 0, milli);
  slots.set(pool, known);
}

export function mergeSlots(into: SlotPoints, from: SlotPoints): void {
  for (const [pool, points] of from)
    points.forEach((milli, slot) => {
      addToSlot(into, pool, slot, milli);
    });
}

export function encodeSlots(slots: SlotPoints): Record<string, number[]> {
  return Object.fromEntries(slots);
}

/** `null` when the value holds something else. */
export function decodeSlots(stored: Record<string, unknown>): SlotPoints | null {
  const slots: SlotPoints = new Map();
  for (const [pool, points] of Object.entries(stored)) {
    if (!isPoolKey(pool) || !isSlotList(points)) return null;
    slots.set(pool, [...points]);
  }
  return slots;
}

function isSlotList(value: unknown): value is number[] {
  if (!Array.isArray(value) || value.length > slotsAnHour) return false;
  return value.every((milli: unknown) => Number.isSafeInteger(milli) && (milli as number) >= 0);
}

import { mergeThrottleNotes, type ThrottleNote } from '../../usage/throttle-note';
import type { Hours } from '../period';
import type { ThrottleView } from '../views';

/** The newest throttled calls of these hours, newest first. */
export function recentThrottles(hours: Hours, most: number): ThrottleView[] {
  let notes: ThrottleNote[] = [];
  for (const { usage } of hours.values()) notes = mergeThrottleNotes(notes, usage.throttles);
  return notes.slice(0, most);
}

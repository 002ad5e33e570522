/** Lengths of time in milliseconds. The emulator has its own, since it shares no arithmetic with what it checks. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

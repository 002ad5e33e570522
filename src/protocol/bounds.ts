/** Bounds of the report protocol, version 1. */

export const protocolVersion = 1;
export const maxBatchBytes = 200 * 1024;
export const maxCalls = 2_000;
export const maxOperations = 100;
/** How far the clocks of sender and gauge may differ, either way. A retry is signed anew. */
export const clockToleranceMs = 5 * 60_000;
/** A sender gives a batch up after a day. */
export const giveUpAfterMs = 24 * 3_600_000;
/** A call that was made longer before its batch was sealed is left out. */
export const callWithinMs = 24 * 3_600_000;
/**
 * A batch sealed longer ago is refused. With `callWithinMs` it is 8 hours less than the 72 after which an hour takes no record any
 * more: what is answered "counted" still finds its hour open, also where the roll-up comes late.
 */
export const acceptWithinMs = 40 * 3_600_000;
/** What the gauge remembers of a batch, longer than it accepts one: nothing that is forgotten can be counted again. */
export const rememberMs = 72 * 3_600_000;

/** A receiver of alerts, as the page speaks of it: nothing of its address. */
export const alertFormats = ['generic', 'slack', 'teams'] as const;
export type AlertFormat = (typeof alertFormats)[number];

/** What a receiver made of a message: `taken`, an answer by its status, or none. Nothing of the address is in it. */
export type Sent =
  | { kind: 'taken' }
  | { kind: 'refused'; status: number }
  /** `code`: of the connection, as Node names it. */
  | { kind: 'unreachable'; code: string | null }
  | { kind: 'slow' };

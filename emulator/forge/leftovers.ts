import type { Invocation } from './invocation';
import type { Leftover } from './open-work';

/** How much of it is kept: a loop that never ends must not fill the memory. */
const keptLeftovers = 1_000;

/**
 * What apps leave running after their answers. The platform freezes a process with its answer; the work goes on with another
 * invocation, perhaps another tenant's, or never. Here it never does, and is booked.
 * Source: Forge runtime, tenant data isolation, 2026-08.
 */
export class Leftovers {
  private readonly booked: Leftover[] = [];

  constructor(private readonly log: (invocation: Invocation, message: string) => void) {}

  get all(): readonly Leftover[] {
    return this.booked;
  }

  book(invocation: Invocation, what: string, when: Leftover['when']): void {
    const { id, functionKey, installation } = invocation;
    const after = when === 'pending' ? 'was not over at' : 'began after';
    this.log(invocation, `${what} ${after} the answer of ${functionKey} (${id})`);
    if (this.booked.length >= keptLeftovers) return;
    this.booked.push({ invocationId: id, functionKey, installationId: installation.id, what, when });
  }

  /** @throws Error that lists what was left over, if anything was */
  assertNone(): void {
    if (this.booked.length === 0) return;
    const shown = this.booked
      .slice(0, 20)
      .map(({ functionKey, what, when }) => `- ${functionKey}: ${what} (${when})`);
    const rest = this.booked.length - shown.length;
    throw new Error(
      [
        'Work was left over after the answer of an invocation. Forge freezes it there: await it inside of the function.',
        ...shown,
        ...(rest > 0 ? [`and ${rest} more`] : []),
      ].join('\n'),
    );
  }
}

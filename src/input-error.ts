/** What was typed, or what it names, does not do: the message says what was wrong and what to do, and is told without a stack. */
export class InputError extends Error {}

/** What `read` makes of what was typed; what it refuses is told with how the command is called. */
export function orUsage<Read>(read: () => Read, usage: string): Read {
  try {
    return read();
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, {
      cause: error,
    });
  }
}

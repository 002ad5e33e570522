/** What was typed, or what it names, does not do: the message says what was wrong and what to do, and is told without a stack. */
export class InputError extends Error {}

/** What `read` makes of what was typed; what it refuses is told with how the command is called. */
export function orUsage<Read>(usage: string, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    const { message } = error as Error;
    // Node goes on to say how an argument that begins with a dash is given, and no command has any.
    const [wrong] = message.split('. To specify a positional argument');
    throw new InputError(`${wrong}\n\n${usage}`, { cause: error });
  }
}

/** Options that a command cannot do without; of those that are missing the first is told. */
export function demanded<Options extends object>(
  usage: string,
  options: Options,
): { [Name in keyof Options]: Exclude<Options[Name], undefined> } {
  for (const [name, value] of Object.entries(options))
    if (value === undefined)
      throw new InputError(`${name.length === 1 ? '-' : '--'}${name} is missing.\n\n${usage}`);
  return options as { [Name in keyof Options]: Exclude<Options[Name], undefined> };
}

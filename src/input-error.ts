/** What was typed, or what it names, does not do: the message says what was wrong and what to do, and is told without a stack. */
export class InputError extends Error {}

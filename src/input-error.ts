/** What was typed, or what it names, does not do: the message says what to do. */
export class FleetInputError extends Error {}

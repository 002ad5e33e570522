/** What keeps the gauge from being embedded, told to the developer and never a stack. Nothing was changed. */
export class EmbedError extends Error {}

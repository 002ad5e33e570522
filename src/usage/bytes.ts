/** Bytes of the value as JSON, which is how storage sizes it. */
export function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

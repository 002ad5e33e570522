/** Attributes and times as OpenTelemetry's JSON has them. */

export function attributes(values: Record<string, string | undefined>): object[] {
  return Object.entries(values).flatMap(([key, stringValue]) =>
    stringValue === undefined ? [] : [{ key, value: { stringValue } }],
  );
}

/** Nanoseconds do not fit into a number. */
export function unixNano(ms: number): string {
  return `${String(ms)}000000`;
}

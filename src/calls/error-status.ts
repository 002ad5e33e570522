/**
 * The status that an error stands for: Forge's own errors carry one, and clients put the answer into theirs. `null`: it names none,
 * so that no answer came as far as anybody knows.
 */
export function errorStatus(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  const { response } = error as { response?: unknown };
  return statusOf(error) ?? (typeof response === 'object' && response !== null ? statusOf(response) : null);
}

function statusOf(value: object): number | null {
  const { status, statusCode } = value as { status?: unknown; statusCode?: unknown };
  return readStatus(status) ?? readStatus(statusCode);
}

function readStatus(value: unknown): number | null {
  return Number.isInteger(value) && (value as number) >= 100 && (value as number) <= 599
    ? (value as number)
    : null;
}

/** The smallest part of a response that the app reads. */
interface Answered {
  ok: boolean;
  status: number;
  json: () => Promise<unknown>;
}

/** The body, or `null` for a refusal: the app then does without, as apps do, and tries again with its next run. */
export async function bodyOf(answer: Promise<Answered>): Promise<Record<string, unknown> | null> {
  const response = await answer;
  if (!response.ok) return null;
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null ? { ...body } : null;
}

export function entries(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null,
  );
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

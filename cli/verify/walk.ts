import { assertHarmless, filled, type Read } from './reads';
import type { Answer, Site } from './site';
import { InputError } from '../../src/input-error';

export interface Walked {
  read: Read;
  /** `null`: an earlier answer did not give what the read needs, or the walk had to stop. */
  answer: Answer | null;
}

/** The answers in order; a 429 ends the walk, since who is told to wait does not go on asking. */
export async function walk(
  reads: readonly Read[],
  site: Site,
  onAnswer: (read: Read, answer: Answer) => void = () => undefined,
): Promise<{ walked: Walked[]; stoppedBy: Answer | null }> {
  const known = new Map<string, string>();
  const walked: Walked[] = [];
  let stoppedBy: Answer | null = null;
  for (const read of reads) {
    const request = stoppedBy === null ? filled(read, known) : null;
    if (request === null) {
      walked.push({ read, answer: null });
      continue;
    }
    assertHarmless(read.method, request.path);
    const answer = await site(read.method, request.path, request.body);
    walked.push({ read, answer });
    onAnswer(read, answer);
    if (answer.status === 429) stoppedBy = answer;
    for (const [name, place] of Object.entries(read.gives ?? {})) {
      const value = valueAt(answer.body, place);
      if (typeof value === 'string' || typeof value === 'number') known.set(name, String(value));
    }
  }
  return { walked, stoppedBy };
}

/** @throws InputError for answers that say: wrong token, or wrong site. To be asked of the first one. */
export function assertWelcome({ status, body, headers }: Answer, url: string): void {
  const isMoved = status >= 300 && status < 400;
  if (isMoved)
    throw new InputError(
      `${url} sends callers on to another address; give that one, the token is not sent after it.`,
    );
  if (status === 401 || status === 403)
    throw new InputError(
      `${url} refuses the token (${status}). It wants the e-mail address of an account and an API token of it.`,
    );
  const isJson = body !== undefined && headers.get('content-type')?.includes('json') === true;
  if (status === 404 || (status < 300 && !isJson))
    throw new InputError(
      `At ${url} is no Jira (status ${status}). Is it the address of a site, as https://you.atlassian.net?`,
    );
}

function valueAt(body: unknown, place: string): unknown {
  return place.split('.').reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as Record<string, unknown>)[name];
  }, body);
}

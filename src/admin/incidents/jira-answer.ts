import type { StepOutcome } from '../../insights/incidents/incident';

/** What is needed of an answer of `@forge/api`. */
export interface JiraAnswer {
  ok: boolean;
  status: number;
  json: () => Promise<unknown>;
}

/**
 * What an answer that is no success means for the step; `null` for none at all. Without its scope an app is answered 401
 * ("scope does not match"), without the permission in the project 403.
 */
export function outcomeOf(answer: Pick<JiraAnswer, 'status'> | null): StepOutcome {
  return { kind: (answer === null ? undefined : meanings.get(answer.status)) ?? 'refused' };
}

const meanings: ReadonlyMap<number, 'notAllowed' | 'gone' | 'shut'> = new Map([
  [401, 'notAllowed'],
  [403, 'notAllowed'],
  [404, 'gone'],
  [429, 'shut'],
] as const);

/** Atlassian Document Format of plain paragraphs. */
export function adfOf(paragraphs: readonly string[]): object {
  const content = paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
  return { type: 'doc', version: 1, content };
}

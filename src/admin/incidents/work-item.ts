import { route } from '@forge/api';
import type { StepOutcome } from '../../insights/incidents/incident';
import type { MeteredApi } from '../../forge-client/metered-api';
import type { ItemText } from '../../reports/incident-text';
import { isRecord } from '../../object';

/** What is needed of an answer of `@forge/api`. */
interface JiraAnswer {
  ok: boolean;
  status: number;
  json: () => Promise<unknown>;
}

/**
 * What an answer that is no success means for the step; `null` for none at all. Without its scope an app is answered 401
 * ("scope does not match"), without the permission in the project 403.
 */
function outcomeOf(answer: Pick<JiraAnswer, 'status'> | null): StepOutcome {
  return { kind: (answer === null ? undefined : meanings.get(answer.status)) ?? 'refused' };
}

const meanings: ReadonlyMap<number, 'notAllowed' | 'gone' | 'shut'> = new Map([
  [401, 'notAllowed'],
  [403, 'notAllowed'],
  [404, 'gone'],
  [429, 'shut'],
] as const);

/** Atlassian Document Format of plain paragraphs. */
function adfOf(paragraphs: readonly string[]): object {
  const content = paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
  return { type: 'doc', version: 1, content };
}

/** Everything here is asked as the app, and metered like any other call. */
export type WorkItemApi = Pick<MeteredApi, 'asApp'>;

// Methods stand with their addresses, where the scope check of Forge's linter reads them.
const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };

/** Makes the work item. An answer that never came is `lost`: it may be there, so nobody may make it again. */
export async function makeWorkItem(
  api: WorkItemApi,
  projectKey: string,
  text: ItemText,
): Promise<StepOutcome> {
  const type = await firstType(api, projectKey);
  if (typeof type !== 'string') return type;
  const fields = {
    project: { key: projectKey },
    issuetype: { id: type },
    summary: text.summary,
    description: adfOf(text.body),
  };
  const body = JSON.stringify({ fields });
  try {
    const answer = await api.asApp().requestJira(route`/rest/api/3/issue`, { method: 'POST', headers, body });
    if (!answer.ok) {
      const said: unknown = answer.status === 400 ? await answer.json().catch(() => null) : null;
      const errors = isRecord(said) ? said['errors'] : null;
      if (isRecord(errors) && errors['project'] !== undefined) return { kind: 'noProject' };
      // A gateway that gave up waiting says nothing of what happened behind it.
      if (answer.status >= 500 && answer.status !== 503) return { kind: 'lost' };
      return outcomeOf(answer);
    }
    const made: unknown = await answer.json();
    const id: unknown = isRecord(made) ? made['id'] : null;
    return typeof id === 'string' ? { kind: 'done', itemId: id } : { kind: 'lost' };
  } catch {
    return { kind: 'lost' };
  }
}

/** A comment said twice does no harm, so whatever fails is tried again. */
export async function commentWorkItem(
  api: WorkItemApi,
  itemId: string,
  paragraphs: readonly string[],
): Promise<StepOutcome> {
  const body = JSON.stringify({ body: adfOf(paragraphs) });
  const answer = await asked(() =>
    api.asApp().requestJira(route`/rest/api/3/issue/${itemId}/comment`, { method: 'POST', headers, body }),
  );
  return answer?.ok === true ? { kind: 'done', itemId } : outcomeOf(answer);
}

/** Moves the work item to done, or says in a comment that it is over where the workflow does not let the app do that. */
export async function resolveWorkItem(
  api: WorkItemApi,
  itemId: string,
  paragraphs: readonly string[],
): Promise<StepOutcome> {
  const listed = await asked(() => api.asApp().requestJira(route`/rest/api/3/issue/${itemId}/transitions`));
  if (listed?.ok !== true) return outcomeOf(listed);
  const transition = doneTransition(await listed.json().catch(() => null));
  if (transition !== null) {
    const body = JSON.stringify({ transition: { id: transition } });
    const moved = await asked(() =>
      api
        .asApp()
        .requestJira(route`/rest/api/3/issue/${itemId}/transitions`, { method: 'POST', headers, body }),
    );
    if (moved?.ok === true) return { kind: 'done', itemId };
    // A workflow that asks for more than a transition's name answers 400: then a comment has to do.
    if (moved?.status !== 400) return outcomeOf(moved);
  }
  return commentWorkItem(api, itemId, paragraphs);
}

/** The project's first type of ordinary work, whatever it is called there: neither above others nor part of one. */
async function firstType(api: WorkItemApi, projectKey: string): Promise<string | StepOutcome> {
  const answer = await asked(() =>
    api.asApp().requestJira(route`/rest/api/3/issue/createmeta/${projectKey}/issuetypes`),
  );
  if (answer?.status === 400 || answer?.status === 404) return { kind: 'noProject' };
  if (answer?.ok !== true) return outcomeOf(answer);
  const body: unknown = await answer.json().catch(() => null);
  const types: unknown[] = isRecord(body) && Array.isArray(body['issueTypes']) ? body['issueTypes'] : [];
  const found = types.find(
    (type) => isRecord(type) && type['subtask'] !== true && (type['hierarchyLevel'] ?? 0) === 0,
  );
  const id: unknown = isRecord(found) ? found['id'] : null;
  return typeof id === 'string' ? id : { kind: 'noProject' };
}

function doneTransition(body: unknown): string | null {
  const transitions: unknown[] =
    isRecord(body) && Array.isArray(body['transitions']) ? body['transitions'] : [];
  for (const transition of transitions) {
    if (!isRecord(transition) || typeof transition['id'] !== 'string') continue;
    const to = transition['to'];
    const category: unknown = isRecord(to) ? to['statusCategory'] : null;
    if (isRecord(category) && category['key'] === 'done') return transition['id'];
  }
  return null;
}

/** `null` when no answer came. */
async function asked(ask: () => Promise<JiraAnswer>): Promise<JiraAnswer | null> {
  return ask().catch(() => null);
}

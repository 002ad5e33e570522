/** The JSON of an issue. */
import { IssueState } from '../world/issue-state';
import type { IssueRef } from '../world/issues';
import type { IssueField } from './fields/definition';
import { allFields, fieldById } from './fields/table';
import { apiBase, type View } from './shapes';

/** Which fields are wanted, as `fields` names them. */
export interface FieldChoice {
  /** `null`: all, or all but the heavy ones. */
  only: readonly string[] | null;
  without: ReadonlySet<string>;
}

/** What a list of issues leaves out unless it is asked for. */
const heavy: ReadonlySet<string> = new Set(['comment', 'worklog', 'attachment', 'timetracking']);
const noFields: ReadonlySet<string> = new Set();

/** @param usual what is meant where nothing is named */
export function chooseFields(names: readonly string[], usual: '*all' | '*navigable' | 'id'): FieldChoice {
  const wanted = names.filter((name) => !name.startsWith('-'));
  const left = names.filter((name) => name.startsWith('-')).map((name) => name.slice(1));
  const asked = wanted.length === 0 ? [usual] : wanted;
  if (asked.includes('*all')) return { only: null, without: new Set(left) };
  if (asked.includes('*navigable')) return { only: null, without: new Set([...heavy, ...left]) };
  return { only: asked, without: left.length === 0 ? noFields : new Set(left) };
}

export function isIdOnly({ only }: FieldChoice): boolean {
  return only !== null && only.every((name) => name === 'id');
}

/** @param field by its id or, as Jira takes it, by its name */
function named({ site }: View, name: string): IssueField | null {
  return fieldById(site, name) ?? allFields(site).find((field) => field.name === name) ?? null;
}

function chosen(view: View, { only, without }: FieldChoice): IssueField[] {
  const fields = only === null ? allFields(view.site) : only.flatMap((name) => named(view, name) ?? []);
  return without.size === 0 ? [...fields] : fields.filter(({ id }) => !without.has(id));
}

export function issueJson(
  view: View,
  ref: IssueRef,
  choice: FieldChoice,
  expand: readonly string[] = [],
): Record<string, unknown> {
  const head = {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: ref.id,
    self: `${apiBase(view)}/issue/${ref.id}`,
  };
  if (isIdOnly(choice)) return head;
  const state = new IssueState(view.site, ref);
  const fields: Record<string, unknown> = {};
  const wanted = chosen(view, choice);
  for (const { id, show } of wanted) fields[id] = show(state, view);
  return { ...head, key: ref.key, fields, ...expanded(wanted, expand) };
}

function expanded(fields: readonly IssueField[], expand: readonly string[]): Record<string, unknown> {
  const of = (show: (field: IssueField) => unknown) =>
    Object.fromEntries(fields.map((field) => [field.id, show(field)]));
  return {
    ...(expand.includes('names') ? { names: of(({ name }) => name) } : {}),
    ...(expand.includes('schema') ? { schema: of(({ schema }) => schema) } : {}),
  };
}

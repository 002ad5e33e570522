/** Reads `fields` and `update` of a request: what is to be kept for which field, or what is wrong with each. */
import type { IssueState } from '../../world/issue-state';
import { list, record } from '../../untrusted';
import type { IssueField, Operation, Writing, Written } from './definition';
import { wrong } from './definition';
import { fieldById, isOnScreen } from './table';
import { writeLongText } from './writers';

export interface FieldRequest {
  /** By field id, in the form that the field keeps. */
  changes: Map<string, unknown>;
  /** Documents of comments to add. */
  comments: unknown[];
  /** In Jira's words, by field id; empty where all can be kept. */
  errors: Record<string, string>;
}

function notOnScreen(id: string): string {
  return `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;
}

/** @param state the issue as it is; `null` for one that is made */
export function readFields(body: unknown, writing: Writing, state: IssueState | null): FieldRequest {
  const { fields, update } = record(body);
  const request: FieldRequest = { changes: new Map(), comments: [], errors: {} };
  for (const [id, raw] of Object.entries(record(fields))) {
    const field = writable(id, writing, request);
    if (field !== null) keep(request, id, field.write(raw, writing));
  }
  for (const [id, operations] of Object.entries(record(update))) {
    if (id === 'comment') readComments(operations, writing, request);
    else readOperations(id, operations, writing, state, request);
  }
  return request;
}

function writable(id: string, { site }: Writing, { errors }: FieldRequest) {
  const field = fieldById(site, id);
  if (field !== null && isOnScreen(field) && field.write !== undefined)
    return { ...field, write: field.write };
  errors[id] = notOnScreen(id);
  return null;
}

function keep({ changes, errors }: FieldRequest, id: string, written: Written): void {
  if (written.kind === 'wrong') errors[id] = written.message;
  else changes.set(id, written.value);
}

function readComments(operations: unknown, writing: Writing, { comments, errors }: FieldRequest): void {
  for (const operation of list(operations)) {
    const written = writeLongText(record(record(operation).add).body ?? null, writing);
    if (written.kind === 'wrong') errors.comment = written.message;
    else if (written.value === null) errors.comment = 'Comment body can not be empty!';
    else comments.push(written.value);
  }
}

function readOperations(
  id: string,
  operations: unknown,
  writing: Writing,
  state: IssueState | null,
  request: FieldRequest,
): void {
  const field = writable(id, writing, request);
  if (field === null) return;
  for (const operation of list(operations)) {
    for (const [verb, raw] of Object.entries(record(operation))) {
      const present = request.changes.has(id)
        ? request.changes.get(id)
        : state === null
          ? null
          : field.kept?.(state);
      keep(request, id, operate(field, verb, raw, present, writing));
    }
  }
}

function operate(
  field: IssueField & { write: NonNullable<IssueField['write']> },
  verb: string,
  raw: unknown,
  present: unknown,
  writing: Writing,
): Written {
  if (verb === 'set') return field.write(raw, writing);
  if (field.operations?.includes(verb as Operation) !== true) {
    return wrong(
      `Field with id '${field.id}' and name '${field.name}' does not support operation '${verb}' Supported operation(s) are: '${['set', ...(field.operations ?? [])].join(', ')}'`,
    );
  }
  if (verb === 'edit') return field.write({ ...record(present), ...record(raw) }, writing);
  const one = field.write([raw], writing);
  if (one.kind === 'wrong') return one;
  const before = list(present);
  const [value] = list(one.value);
  const without = before.filter((entry) => entry !== value);
  return { kind: 'kept', value: verb === 'add' ? [...without, value] : without };
}

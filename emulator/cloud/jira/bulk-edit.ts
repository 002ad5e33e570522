/** Editing fields of many issues at once, and which fields that can be. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { commaList, idText, list, record, texts } from '../untrusted';
import { IssueState } from '../world/issue-state';
import { runBulk, selectedIssues } from './bulk-run';
import { applyChanges } from './fields/apply';
import { kept, wrong, type IssueField, type Writing, type Written } from './fields/definition';
import { allFields, fieldById, isOnScreen } from './fields/table';
import { noIssue } from './issue-access';

/** What is done to a list that is there. Source: Jira REST API v3, "Bulk edit issues", 2026-11. */
const listOptions = ['ADD', 'REMOVE', 'REPLACE', 'REMOVE_ALL'] as const;

type Input = Record<string, unknown>;
type Read = (input: Input) => unknown;

/** The kinds of input of single values, by what they are called in the body, with the value that each holds. */
const singles: Readonly<Record<string, Read>> = {
  priority: ({ priorityId }) => ({ id: priorityId }),
  issuetype: ({ issueTypeId }) => ({ id: issueTypeId }),
  singleLineTextFields: ({ text }) => text,
  urlFields: ({ url }) => url,
  richTextFields: ({ richText }) => record(richText).adfValue ?? null,
  clearableNumberFields: ({ value }) => value ?? null,
  multipleSelectClearableUserPickerFields: ({ users }) => list(users)[0] ?? null,
  singleSelectClearableUserPickerFields: ({ user }) => user ?? null,
  datePickerFields: ({ date }) => record(date).formattedDate ?? null,
  dateTimePickerFields: ({ dateTime }) => record(dateTime).formattedDateTime ?? null,
};

/** And those of lists. */
const lists: Readonly<Record<string, Read>> = {
  labelsFields: ({ labels }) => list(labels).map((label) => record(label).name),
  multipleVersionPickerFields: ({ versions }) =>
    list(versions).map((version) => ({ id: idText(record(version).versionId) })),
  multiselectComponents: ({ components }) =>
    list(components).map((component) => ({ id: idText(record(component).componentId) })),
};

/** Kinds that carry no `fieldId` are of one field each. */
const ownField: Readonly<Record<string, string>> = {
  priority: 'priority',
  issuetype: 'issuetype',
  multiselectComponents: 'components',
};

interface Edit {
  value: unknown;
  /** `null` for a single value. */
  option: (typeof listOptions)[number] | null;
}

/** By field id; or the answer to what cannot be read. */
function readEdits(body: Input): Map<string, Edit> | Reply {
  const edits = new Map<string, Edit>();
  for (const [sent, raw] of Object.entries(record(body.editedFieldsInput))) {
    const kind = sent === 'issueType' ? 'issuetype' : sent;
    const isList = Object.hasOwn(lists, kind);
    const read = isList ? lists[kind] : Object.hasOwn(singles, kind) ? singles[kind] : undefined;
    if (read === undefined) return jiraError(501, `The emulator does not take ${sent} in a bulk edit.`);
    for (const entry of Array.isArray(raw) ? list(raw) : [raw]) {
      const input = record(entry);
      const option = listOptions.find((one) => one === input.bulkEditMultiSelectFieldOption) ?? null;
      if (isList && option === null)
        return jiraError(
          400,
          `${sent}: bulkEditMultiSelectFieldOption must be one of ${listOptions.join(', ')}`,
        );
      const id = typeof input.fieldId === 'string' ? input.fieldId : (ownField[kind] ?? kind);
      edits.set(id, { value: read(input), option });
    }
  }
  return edits;
}

function written(field: IssueField, { value, option }: Edit, writing: Writing, state: IssueState): Written {
  if (field.write === undefined || !isOnScreen(field))
    return wrong(`The field '${field.id}' cannot be edited.`);
  if (option === 'REMOVE_ALL') return field.write([], writing);
  const sent = field.write(value, writing);
  if (option === null || option === 'REPLACE' || sent.kind === 'wrong') return sent;
  const values = list(sent.value);
  const before = list(field.kept?.(state)).filter((one) => !values.includes(one));
  return kept(option === 'ADD' ? [...before, ...values] : before);
}

function bulkEdit(call: Call): Reply {
  const body = record(call.body);
  const actions = texts(body.selectedActions);
  if (actions.length === 0) return jiraError(400, 'selectedActions must not be empty');
  const edits = readEdits(body);
  if (!(edits instanceof Map)) return edits;
  const missing = actions.find((id) => !edits.has(id));
  if (missing !== undefined) return jiraError(400, `There is no input for the selected action '${missing}'.`);
  return runBulk(call, 'Bulk edit', selectedIssues(call), (ref) => {
    const { site, viewer } = call;
    const changes = new Map<string, unknown>();
    for (const id of actions) {
      const field = fieldById(site, id);
      const edit = edits.get(id);
      if (field === null || edit === undefined) return `The field '${id}' cannot be edited.`;
      // Rich texts are documents here in every version of the API.
      const writing = { site, viewer, apiVersion: 3, project: ref.project } as const;
      const result = written(field, edit, writing, new IssueState(site, ref));
      if (result.kind === 'wrong') return result.message;
      changes.set(id, result.value);
    }
    applyChanges(site, ref, changes, call);
    return null;
  });
}

/** No kind of input that is read is of these. */
const notInBulk: ReadonlySet<string> = new Set(['project', 'parent', 'timetracking', 'customfield_10020']);

/** Fields that can be edited on all of the issues. */
function editableFields(call: Call): Reply {
  const names = commaList(call.query, 'issueIdsOrKeys');
  if (names.length === 0) return jiraError(400, 'issueIdsOrKeys must not be empty');
  if (names.some((name) => call.site.visibleIssue(call.viewer, name) === null))
    return jiraError(400, noIssue);
  const part = (call.query.get('searchText') ?? '').toLowerCase();
  const fields = allFields(call.site)
    .filter((field) => isOnScreen(field) && !notInBulk.has(field.id))
    .filter(({ name }) => name.toLowerCase().includes(part))
    .map(({ id, name, schema, isRequired, operations }) => ({
      id,
      name,
      type: schema.system ?? schema.custom,
      isRequired: isRequired === true,
      ...(operations?.includes('add') === true ? { multiSelectFieldOptions: listOptions } : {}),
    }));
  return reply(200, { fields }, { core: fields.length });
}

const product = 'jira';
const template = '/rest/api/3/bulk/issues/fields';

export const bulkEditEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template, handle: editableFields },
  { product, method: 'POST', template, handle: bulkEdit },
];

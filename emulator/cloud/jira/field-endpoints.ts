/** The fields of issues, and making new ones. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { commaList, record, text } from '../untrusted';
import { mostOfAKind } from '../world/jira-store';
import { keepText } from '../written';
import { isFieldType } from './fields/custom';
import type { IssueField } from './fields/definition';
import { allFields, fieldById, isCustom } from './fields/table';

const shapes = new WeakMap<IssueField, object>();

function fieldJson(field: IssueField): object {
  const known = shapes.get(field) ?? keepText(shapeOf(field));
  shapes.set(field, known);
  return known;
}

function shapeOf(field: IssueField): Record<string, unknown> {
  const { id, name, clauseNames, schema } = field;
  const custom = isCustom(field);
  return {
    id,
    key: id,
    name,
    custom,
    orderable: field.write !== undefined,
    navigable: true,
    searchable: clauseNames.length > 0,
    clauseNames,
    schema,
  };
}

function getFields(call: Call): Reply {
  const fields = allFields(call.site).map(fieldJson);
  return reply(200, fields, { core: fields.length });
}

function searchFields(call: Call): Reply {
  const types = commaList(call.query, 'type');
  const ids = commaList(call.query, 'id');
  const part = (call.query.get('query') ?? '').toLowerCase();
  const chosen = allFields(call.site).filter(
    (field) =>
      (types.length === 0 || types.includes(isCustom(field) ? 'custom' : 'system')) &&
      (ids.length === 0 || ids.includes(field.id)) &&
      field.name.toLowerCase().includes(part),
  );
  const page = pageOf(call.query, chosen, 50);
  const values = page.values.map(({ id, name, schema }) => ({
    id,
    name,
    schema,
    description: '',
    isLocked: false,
  }));
  return reply(200, { ...page, values }, { core: values.length });
}

function createField(call: Call): Reply {
  const { site, viewer } = call;
  if (viewer.kind === 'person' && !site.isAdmin(viewer))
    return jiraError(
      403,
      'You are not authorized to perform this operation. Administrator privileges are required.',
    );
  const body = record(call.body);
  const [name, type] = [text(body.name), text(body.type)];
  if (name === null) return jiraError(400, '', { name: 'A name is required.' });
  if (type === null || !isFieldType(type))
    return jiraError(400, '', { type: `The emulator makes no fields of the type '${type ?? ''}'.` });
  if (site.jira.customFields.size >= mostOfAKind) return jiraError(400, 'There are too many custom fields.');
  const id = `customfield_${site.jira.nextId()}`;
  site.jira.customFields.set(id, { id, name, type, description: text(body.description) ?? '' });
  const made = fieldById(site, id);
  return reply(201, made === null ? null : fieldJson(made), { core: 1 });
}

export const fieldEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'GET', template: '/rest/api/3/field', handle: getFields },
  { product: 'jira', method: 'POST', template: '/rest/api/3/field', handle: createField },
  { product: 'jira', method: 'GET', template: '/rest/api/3/field/search', handle: searchFields },
];

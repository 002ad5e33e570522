/** All fields of a site's issues, by id. */
import type { Site } from '../../world/site';
import { customField, givenCustomFields } from './custom';
import type { IssueField } from './definition';
import { systemFields } from './system';

const given = [...systemFields, ...givenCustomFields];
/** A map, since callers choose the names and an object also knows `constructor`. */
const byId = new Map(given.map((field) => [field.id, field]));

export function fieldById(site: Site, id: string): IssueField | null {
  const known = byId.get(id);
  if (known !== undefined) return known;
  const made = site.jira.customFields.get(id);
  return made === undefined ? null : customField(made);
}

export function allFields(site: Site): readonly IssueField[] {
  const made = site.jira.customFields;
  return made.size === 0 ? given : [...given, ...[...made.values()].map(customField)];
}

export function isCustom({ id }: IssueField): boolean {
  return id.startsWith('customfield_');
}

/** Whether it can be given when an issue is made or edited. */
export function isOnScreen({ write, id }: IssueField): boolean {
  return write !== undefined && id !== 'resolution';
}

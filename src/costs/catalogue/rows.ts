/** Short forms, so that a catalogue file reads as a table. */
import type { Product } from '../../model';
import type { CatalogueEntry, ObjectKind, ObjectsAt, PageSize } from '../entry';

export const jiraRuleSource = 'https://developer.atlassian.com/cloud/jira/platform/rate-limiting/';
export const confluenceRuleSource = 'https://developer.atlassian.com/cloud/confluence/rate-limiting/';
/** Field measurements of partners, by post number. */
export const measuredIn = (post: number): string =>
  `https://community.developer.atlassian.com/t/2026-point-based-rate-limits/97828/${post}`;

type Row = Omit<CatalogueEntry, keyof Section> & Partial<Pick<CatalogueEntry, 'source' | 'comparedWith'>>;

export interface Section {
  product: Product;
  source: string;
  reference: string;
  comparedWith: string | null;
  readOn: string;
}

export function section(defaults: Section, rows: readonly Row[]): readonly CatalogueEntry[] {
  return rows.map((row) => ({ ...defaults, ...row }));
}

export const page = (
  defaultObjects: number | null,
  maxObjects: number | null,
  comparedWith: string | null = null,
): PageSize => ({ defaultObjects, maxObjects, comparedWith });

/** A read of one object. */
export const one = (template: string, objectKind: ObjectKind): Row => ({
  method: 'GET',
  template,
  objectKind,
  objectsAt: 'body',
  rule: 'published',
  basis: 'documented',
  page: null,
});

/** A read of many objects. Leave `pages` out where the answer comes in one piece. */
export const list = (
  template: string,
  objectKind: ObjectKind,
  objectsAt: ObjectsAt,
  pages: PageSize | null = null,
): Row => ({ ...one(template, objectKind), objectsAt, page: pages });

const write = (method: 'POST' | 'PUT' | 'DELETE', template: string): Row => ({
  method,
  template,
  objectKind: 'other',
  objectsAt: 'none',
  rule: 'write',
  basis: 'documented',
  page: null,
});
export const post = (template: string): Row => write('POST', template);
export const put = (template: string): Row => write('PUT', template);
export const remove = (template: string): Row => write('DELETE', template);

/** A POST that only reads. */
export const readByPost = (
  template: string,
  objectKind: ObjectKind,
  objectsAt: ObjectsAt,
  pages: PageSize | null = null,
): Row => ({ ...list(template, objectKind, objectsAt, pages), method: 'POST', rule: 'readByPost' });

/** The published rule, shown for this very endpoint in a published example. */
export const shown = (row: Row): Row => ({ ...row, rule: 'confirmed' });

/** What somebody measured on this endpoint. */
export const measured = (row: Row, rule: Row['rule'], source: string): Row => ({
  ...row,
  rule,
  basis: 'measured',
  source,
});

/** Compared with another source than the rest of its section. */
export const comparedWith =
  (source: string) =>
  (row: Row): Row => ({ ...row, comparedWith: source });

/** Neither path nor answer was found in a published source. */
export const uncompared = (row: Row): Row => ({ ...row, comparedWith: null });

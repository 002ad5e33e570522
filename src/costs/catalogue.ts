/** Every endpoint that the gauge knows a price for, from `catalogue.json`. */
import type { Basis, Method, Product } from '../model';
import file from './catalogue.json';
import type { Asks, CatalogueEntry, CostRule, ObjectKind, ObjectsAt } from './entry';

/** Where prices come from: a page that documents them, or somebody who measured. */
export interface PriceSource {
  url: string;
  /** Day on which it was read, `YYYY-MM-DD`. */
  readOn: string;
  method: 'documented' | 'measured';
  by: string;
  /** Calls behind a measurement; `null` where nobody said. */
  calls: number | null;
}

/** One endpoint as the file has it; `docs/catalogue.schema.json` says what each field means. */
interface Row {
  method: Method;
  path: string;
  rule: CostRule;
  objects?: ObjectKind;
  at?: ObjectsAt;
  page?: { default: number | null; most: number | null; comparedWith?: string };
  asks?: Asks;
  basis?: Basis;
  source?: string;
  comparedWith?: string | null;
}

interface Group {
  product: Product;
  reference: string;
  source: string;
  comparedWith: string | null;
  endpoints: readonly Row[];
}

// A test reads the file by its schema, so that nothing is read a second time in every process.
const groups = file.groups as unknown as readonly Group[];
const sources = file.sources as unknown as Readonly<Record<string, PriceSource>>;
const editions = file.editions as Readonly<Record<string, string>>;

/** The day on which the catalogue last changed; estimates made before it may differ. */
export const catalogueVersion = file.version;

export const jiraRuleSource = file.sources.jiraRule.url;
export const confluenceRuleSource = file.sources.confluenceRule.url;

export const catalogue: readonly CatalogueEntry[] = groups.flatMap((group) =>
  group.endpoints.map((row) => entryOf(group, row)),
);

function entryOf(group: Group, row: Row): CatalogueEntry {
  const { method, path, rule, objects = 'other', at = 'none', page, asks = null } = row;
  const source = sources[row.source ?? group.source];
  if (source === undefined)
    throw new Error(`catalogue.json: ${method} ${path} names a source that is not there`);
  const edition = row.comparedWith === undefined ? group.comparedWith : row.comparedWith;
  return {
    ...{ product: group.product, method, template: path },
    ...{ objectKind: objects, objectsAt: at, rule, asks },
    basis: row.basis ?? source.method,
    source: source.url,
    measured: source.method === 'measured' ? { by: source.by, calls: source.calls } : null,
    reference: group.reference,
    comparedWith: edition === null ? null : (editions[edition] ?? null),
    readOn: source.readOn,
    page:
      page === undefined
        ? null
        : { defaultObjects: page.default, maxObjects: page.most, comparedWith: page.comparedWith ?? null },
  };
}

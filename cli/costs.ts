import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { printable, textTable } from '../emulator/testing/text-table';
import { catalogue, catalogueVersion } from '../src/costs/catalogue';
import catalogueFile from '../src/costs/catalogue.json';
import { estimatePoints } from '../src/costs/estimate';
import { findEntry } from '../src/costs/lookup';
import { priceOverrides, type PriceOverride } from '../src/costs/overrides';
import { readMeasuredFile } from '../src/costs/price-file';
import { ruleWords } from '../src/costs/rule-words';
import { methods, products, type Method, type Points, type Product } from '../src/model';
import { numberOf } from './number-option';
import { InputError, orUsage } from '../src/input-error';
import { jsonIn, type Streams } from './report-files';

export const costsUsage = `points-gauge costs [GET /rest/api/3/search/jql [--objects 50]] [--prices measured.json] [--product jira] [--json]
  Without a call: the catalogue, an endpoint a line. With one: what it costs, by which rule, and who says so.
  --objects   how many objects the answer has; left out: what the path asks for, or a range
  --prices    prices that somebody measured, in the catalogue's format (docs/catalogue.schema.json); they go first
  --product   ${products.join(', ')}; left out: told by the path
  --json      the catalogue as its file, or the price as JSON
Exit: 0, or 2 when the options or the file could not be read.`;

interface Asked {
  call: { method: Method; path: string } | null;
  product: Product | null;
  objects: number | null;
  prices: string | null;
  isJson: boolean;
}

/** Runs `points-gauge costs`; resolves to the exit code. */
export async function costs(args: readonly string[], { out, err }: Streams): Promise<number> {
  try {
    const asked = parsed(args);
    if (asked === 'help') {
      out.write(`${costsUsage}\n`);
      return 0;
    }
    const overrides = asked.prices === null ? [] : await pricesOf(asked.prices);
    out.write(asked.call === null ? allCosts(asked, overrides) : costOf(asked, asked.call, overrides));
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    err.write(`points-gauge costs: ${error.message}\n`);
    return 2;
  }
}

function allCosts({ isJson, product }: Asked, overrides: readonly PriceOverride[]): string {
  if (isJson) return `${JSON.stringify(catalogueFile, null, 2)}\n`;
  const rows = catalogue.filter((row) => product === null || row.product === product);
  const table = textTable(
    [
      ['Product', 'Endpoint', 'Points', 'Rule', 'Basis', 'Read on', 'By'],
      ...rows.map((row) => [
        row.product,
        `${row.method} ${row.template}`,
        formula(row.product, row.method, row.template),
        row.rule,
        row.basis,
        row.readOn,
        row.measured === null ? 'Atlassian' : measuredBy(row.measured),
      ]),
    ],
    [],
  );
  const own = overrides.map(
    ({ method, template, basePoints, objectPoints, source }) =>
      `${method} ${printable(template)}: ${basePoints} + ${objectPoints} an object, measured by ${printable(source)}\n`,
  );
  return `${table}\n${rows.length} endpoints, catalogue of ${catalogueVersion}. n: objects of the answer.\n${own.join('')}`;
}

/** The likely price with its objects open. */
function formula(product: Product, method: Method, path: string): string {
  const of = (objects: number) => estimatePoints({ product, method, path, objects }).points.likely;
  const each = of(1) - of(0);
  if (each === 0) return String(of(0));
  return `${of(0)} + ${each === 1 ? '' : each}n`;
}

const measuredBy = ({ by, calls }: { by: string; calls: number | null }): string =>
  `${by}${calls === null ? ', calls unknown' : `, ${calls} calls`}`;

function costOf(asked: Asked, call: { method: Method; path: string }, own: readonly PriceOverride[]): string {
  const { method, path } = call;
  const product = asked.product ?? productOf(path);
  const { entry } = findEntry(product, method, path);
  const overrides = priceOverrides(own);
  const price = estimatePoints({ product, method, path, objects: asked.objects, overrides });
  const { points, basis, source, template } = price;
  if (asked.isJson) {
    const { objects } = asked;
    const measured = entry?.measured ?? null;
    const json = {
      product,
      method,
      template,
      objects,
      points,
      basis,
      rule: entry?.rule ?? null,
      source,
      measured,
    };
    return `${JSON.stringify(json, null, 2)}\n`;
  }
  const many = asked.objects === null ? 'objects not counted' : `${asked.objects} objects`;
  const isOwn = own.length > 0 && source !== entry?.source && basis === 'measured';
  // Of a path that nobody knows, the template is a guess: what was asked for says more.
  const name = entry === null ? printable(bareOf(path)) : printable(template);
  return [
    `${method} ${name} (${product}), ${many}: ${rangeOf(points)}\n`,
    `Basis: ${basis}. ${entry === null ? 'The catalogue has no such endpoint: the published rule by its method and words.' : `Rule: ${isOwn ? 'measured prices of the file.' : `${entry.rule}. ${ruleWords(entry.rule)}`}`}\n`,
    noteOf(method, template, isOwn),
    `Source: ${printable(source)}${isOwn || entry === null ? '' : `, read ${entry.readOn}`}\n`,
    entry?.measured == null || isOwn ? '' : `Measured by ${measuredBy(entry.measured)}\n`,
  ].join('');
}

function rangeOf({ low, likely, high }: Points): string {
  const range = low === high ? `${likely}` : `${likely} (${low} to ${high})`;
  return `${range} ${range === '1' ? 'point' : 'points'}`;
}

/** Under which conditions the row holds, as the catalogue has it. */
function noteOf(method: Method, template: string, isOwn: boolean): string {
  const rows = catalogueFile.groups.flatMap(
    (group): { method: string; path: string; note?: string }[] => group.endpoints,
  );
  const note = rows.find((row) => row.method === method && row.path === template)?.note;
  return note === undefined || isOwn ? '' : `Note: ${note}\n`;
}

const bareOf = (path: string): string => path.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/, 1)[0] ?? '';

function productOf(path: string): Product {
  const bare = bareOf(path);
  if (/^\/(?:gateway\/api\/)?graphql\b/.test(bare)) return 'graphql';
  return /^\/(?:ex\/confluence\/|wiki\/)/.test(bare) ? 'confluence' : 'jira';
}

async function pricesOf(file: string): Promise<PriceOverride[]> {
  let value: unknown;
  try {
    value = jsonIn(await readFile(file, 'utf8'));
  } catch (error) {
    throw new InputError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = readMeasuredFile(value);
  if ('fault' in read) throw new InputError(`${file}: ${read.fault}`);
  return read;
}

function parsed(args: readonly string[]): Asked | 'help' {
  const { values, positionals } = typed(args);
  if (values.help === true) return 'help';
  const [named, path, ...others] = positionals;
  if (others.length > 0 || (named !== undefined && path === undefined))
    throw new InputError(`name a method and a path, or nothing.\n\n${costsUsage}`);
  const method = methods.find((known) => known === named?.toUpperCase());
  if (named !== undefined && method === undefined)
    throw new InputError(`"${named}" is none of ${methods.join(', ')}.`);
  const product = products.find((known) => known === values.product) ?? null;
  if (path !== undefined && !/^(?:\/|https?:\/\/[^/?#]+\/)./i.test(path))
    throw new InputError(`"${path}" is no path of an API. It begins with a slash: /rest/api/3/myself.`);
  if (values.product !== undefined && product === null)
    throw new InputError(`--product "${values.product}" is none of ${products.join(', ')}.`);
  return {
    call: method === undefined || path === undefined ? null : { method, path },
    ...{ product, prices: values.prices ?? null, isJson: values.json ?? false },
    objects: values.objects === undefined ? null : numberOf('objects', values.objects, 0, 1_000_000),
  };
}

function typed(args: readonly string[]) {
  return orUsage(costsUsage, () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        objects: { type: 'string' },
        prices: { type: 'string' },
        product: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  );
}

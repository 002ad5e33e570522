import { readFileSync } from 'node:fs';
import { completeReport } from '../../src/reports/complete';
import { SiteMerger } from '../../src/reports/merge';
import { observation } from '../support/observation';
import { accountOf } from './sites';

type Schema = Record<string, unknown>;
const schema = JSON.parse(readFileSync('docs/report.schema.json', 'utf8')) as Schema;
const definitions = schema['$defs'] as Record<string, Schema>;

const typeOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : Number.isInteger(value)
        ? 'integer'
        : typeof value;

/** Where the value breaks the schema: the keywords that our schema uses, and no other. */
function faults(value: unknown, rule: Schema, path = ''): string[] {
  if (typeof rule['$ref'] === 'string')
    return faults(value, definitions[rule['$ref'].replace('#/$defs/', '')] ?? {}, path);
  if (Array.isArray(rule['anyOf']))
    return rule['anyOf'].some((one) => faults(value, one as Schema).length === 0)
      ? []
      : [`${path}: none fits`];
  if ('const' in rule) return value === rule['const'] ? [] : [`${path}: not ${String(rule['const'])}`];
  if (Array.isArray(rule['enum']))
    return rule['enum'].includes(value) ? [] : [`${path}: not one of the list`];
  const type = typeOf(value);
  if (type !== rule['type'] && !(type === 'integer' && rule['type'] === 'number'))
    return [`${path}: ${type} instead of ${String(rule['type'])}`];
  if (typeof value === 'number' && typeof rule['minimum'] === 'number' && value < rule['minimum'])
    return [`${path}: below ${rule['minimum']}`];
  if (
    typeof value === 'string' &&
    typeof rule['pattern'] === 'string' &&
    !new RegExp(rule['pattern']).test(value)
  )
    return [`${path}: "${value}" does not match`];
  if (Array.isArray(value))
    return value.flatMap((one, i) => faults(one, rule['items'] as Schema, `${path}[${i}]`));
  if (type !== 'object') return [];
  const properties = rule['properties'] as Record<string, Schema>;
  const required = (rule['required'] ?? []) as string[];
  return [
    ...required.filter((name) => !(name in (value as object))).map((name) => `${path}.${name}: missing`),
    ...Object.entries(value as object).flatMap(([name, field]) =>
      properties[name] === undefined
        ? [`${path}.${name}: not in the schema`]
        : faults(field, properties[name], `${path}.${name}`),
    ),
  ];
}

const spent = (id: string) =>
  accountOf(
    [
      observation({
        atMs: Date.parse('2026-10-05T01:10:00Z'),
        points: { low: 1, likely: 70_000, high: 80_000 },
      }),
      observation({
        atMs: Date.parse('2026-10-05T01:20:00Z'),
        status: 429,
        limits: {
          ...observation().limits!,
          throttle: { reason: 'quotaGlobal', reasonRaw: null, retryAtMs: null, enforcement: 'enforced' },
        },
      }),
    ],
    { siteId: id.repeat(16) },
  );

describe('docs/report.schema.json', () => {
  it('describes a report of one site and of several, with every field that they have', () => {
    const merger = new SiteMerger();
    merger.add(spent('a'));
    merger.add(spent('b'));
    for (const account of [spent('a'), merger.result()!])
      expect(faults(JSON.parse(JSON.stringify(completeReport(account))), schema)).toEqual([]);
  });

  it('notices what does not belong', () => {
    const report = { ...completeReport(spent('a')), version: 2, accountId: 'x', hours: [{}] };
    expect(faults(report, schema)).toEqual(
      expect.arrayContaining(['.version: not 1', '.accountId: not in the schema', '.hours[0].hour: missing']),
    );
  });
});

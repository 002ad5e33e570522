/** Checks a value by a JSON Schema, as far as the project's own schemas go: the keywords that they use, and no other. */
import { readFileSync } from 'node:fs';

export type Schema = Record<string, unknown>;

export const schemaOf = (file: string): Schema => JSON.parse(readFileSync(file, 'utf8')) as Schema;

const typeOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : Number.isInteger(value)
        ? 'integer'
        : typeof value;

/** Where the value breaks the schema. */
export function schemaFaults(value: unknown, schema: Schema): string[] {
  const definitions = (schema['$defs'] ?? {}) as Record<string, Schema>;
  const faults = (value: unknown, rule: Schema, path: string): string[] => {
    if (typeof rule['$ref'] === 'string')
      return faults(value, definitions[rule['$ref'].replace('#/$defs/', '')] ?? {}, path);
    if (Array.isArray(rule['anyOf']))
      return rule['anyOf'].some((one) => faults(value, one as Schema, '').length === 0)
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
    const properties = (rule['properties'] ?? {}) as Record<string, Schema>;
    const others = rule['additionalProperties'] as Schema | false | undefined;
    const required = (rule['required'] ?? []) as string[];
    return [
      ...required.filter((name) => !(name in (value as object))).map((name) => `${path}.${name}: missing`),
      ...Object.entries(value as object).flatMap(([name, field]) => {
        const known = properties[name] ?? others;
        return known === undefined || known === false
          ? [`${path}.${name}: not in the schema`]
          : faults(field, known, `${path}.${name}`);
      }),
    ];
  };
  return faults(value, schema, '');
}

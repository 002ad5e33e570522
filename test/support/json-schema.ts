/** Checks a value by one of the project's JSON Schemas, with a validator that is not ours. */
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';

export type Schema = Record<string, unknown>;

export const schemaOf = (file: string): Schema => JSON.parse(readFileSync(file, 'utf8')) as Schema;

/** Where the value breaks the schema, in the validator's words. */
export function schemaFaults(value: unknown, schema: Schema): string[] {
  const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) =>
    `${instancePath} ${message ?? ''}`.trim(),
  );
}

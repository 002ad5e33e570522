import { record, text } from '../cloud/untrusted';

/** A field that an entry of the manifest has to have. @throws Error that shows the entry which has it not */
export function must(entry: unknown, field: string): string {
  const value = text(record(entry)[field]);
  if (value === null)
    throw new Error(`A module of the manifest has no "${field}": ${JSON.stringify(entry)}.`);
  return value;
}

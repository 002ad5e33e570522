/** Names that the owner gives to sites whose lines do not tell their address. */
import { readFileSync } from 'node:fs';
import { FleetInputError } from './input-error';

const longestName = 100;

/**
 * A file with a site a line: its id and its name, with a comma, a semicolon or a tab between. Empty lines and those that begin with `#` are passed over.
 * @throws FleetInputError that names the line
 */
export function readSiteNames(file: string): ReadonlyMap<string, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new FleetInputError(`The file of site names cannot be read: ${why}`, { cause: error });
  }
  const names = new Map<string, string>();
  for (const [at, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, id, name] = /^\s*"?([\w-]{1,64})"?\s*[,;\t]\s*"?([^"\p{Cc}]+?)"?\s*$/u.exec(line) ?? [];
    if (id === undefined || name === undefined || name.length > longestName)
      throw new FleetInputError(
        `Line ${String(at + 1)} of ${file} is no site: its id, a comma, and a name of at most ${String(longestName)} characters.`,
      );
    names.set(id, name);
  }
  return names;
}

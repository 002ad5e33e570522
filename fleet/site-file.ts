import { readFileSync } from 'node:fs';
import { InputError } from '../src/input-error';

/**
 * A file with a site a line, as people and spreadsheets write it. Empty lines and those that begin with `#` are passed over.
 * @param read the site's id and what is said of it; `null` for a line that is none
 * @throws InputError that names the line
 */
export function readSiteFile(
  file: string,
  of: { what: string; form: string },
  read: (line: string) => readonly [siteId: string, said: string] | null,
): ReadonlyMap<string, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`The file of ${of.what} cannot be read: ${why}`, { cause: error });
  }
  const sites = new Map<string, string>();
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const site = read(line);
    if (site === null)
      throw new InputError(`Line ${String(at + 1)} of ${file} is no site: its id, a comma, and ${of.form}.`);
    sites.set(...site);
  }
  return sites;
}

/** Names that the owner gives to sites. */
import { readSiteFile } from './site-file';

const longestName = 100;

/**
 * A file with a site a line: its id and its name, with a comma, a semicolon or a tab between.
 * @throws InputError that names the line
 */
export function readSiteNames(file: string): ReadonlyMap<string, string> {
  const form = `a name of at most ${String(longestName)} characters`;
  return readSiteFile(file, { what: 'site names', form }, (line) => {
    const [, id, name] = /^\s*"?([\w-]{1,64})"?\s*[,;\t]\s*"?([^"\p{Cc}]+?)"?\s*$/u.exec(line) ?? [];
    return id === undefined || name === undefined || name.length > longestName ? null : [id, name];
  });
}

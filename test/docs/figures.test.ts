import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const readme = text('README.md');
const quoted = readme.slice(readme.indexOf('<!-- figures -->'), readme.indexOf('<!-- /figures -->'));

/** Figures by name, as the rows of a table have them. */
function rowsOf(part: string): Map<string, string> {
  const rows = part.split('\n').flatMap((line) => {
    const [, name, value] = /^\| ([^|]+?) \| ([^|]+?) \|/.exec(line) ?? [];
    return name === undefined || value === undefined || /^-+$/.test(name) ? [] : [[name, value] as const];
  });
  return new Map(rows);
}

describe('The figures of the documents', () => {
  const measured = rowsOf(text('docs/benchmarks.md'));

  test('that the README quotes stand in docs/benchmarks.md, to the digit', () => {
    const rows = [...rowsOf(quoted)].filter(([name]) => !name.startsWith('Measured on'));
    expect(rows.length).toBeGreaterThan(5);
    for (const [name, value] of rows) expect([name, value]).toEqual([name, measured.get(name)]);
  });

  test('of the README carry the date of the run that docs/benchmarks.md is of', () => {
    const date = /^- Date: (\S+)$/m.exec(text('docs/benchmarks.md'))?.[1];
    expect(quoted).toContain(`Measured on ${date}`);
  });

  test('are nowhere else in the README', () => {
    const rest = readme.replace(quoted, '');
    expect(rest.match(/\d[\d.,]* ?(?:µs|ms\b|KB\b|MB\b|requests\/s|\$)/g) ?? []).toEqual([]);
  });
});

test('Every document that the README points at is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link ?? '');
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
});

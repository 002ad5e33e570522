import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = (file: string): string => readFileSync(join(__dirname, '..', '..', file), 'utf8');

test('docs/ledger.md says of every key and entity of the storage what it keeps, and for how long', () => {
  const names = [text('src/ledger/names.ts'), text('src/ledger/people.ts')]
    .flatMap((source) => [...source.matchAll(/= '(pg[-:][\w:-]+)';/g)])
    .flatMap(([, name]) => (name === undefined ? [] : [name]));
  expect(names.length).toBeGreaterThan(30);
  const first = text('docs/ledger.md')
    .split('\n')
    .flatMap((line) => /^\| ([^|]+) \| [^|]+ \| [^|]+ \|$/.exec(line)?.[1] ?? []);
  const said = first.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''));
  // A prefix is written with what follows it.
  expect(
    names.filter((name) => !said.some((one) => (name.endsWith(':') ? one.startsWith(name) : one === name))),
  ).toEqual([]);
});

import { existsSync, readFileSync } from 'node:fs';

const text = readFileSync('docs/requirements.md', 'utf8');
const rows = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:Rule|---)/.test(line));
const filesIn = (column: string): string[] =>
  [...column.matchAll(/`((?:src|emulator|demo|scripts|test|static)\/[^`]+)`/g)].map(([, file]) => file!);

describe('docs/requirements.md', () => {
  it('names for each rule a file that keeps it and a test that notices, or says that nothing does', () => {
    expect(rows.length).toBeGreaterThanOrEqual(40);
    for (const row of rows) {
      const [, , kept = '', test = ''] =
        row.split(' | ').length === 3 ? ['', ...row.split(' | ')] : ['', row];
      const isKept = filesIn(kept).some((file) => !/\.test\.tsx?$/.test(file));
      const isTested = filesIn(test).some((file) => file.endsWith('.test.ts') || file.endsWith('.test.tsx'));
      expect([row, isKept, isTested]).toEqual([
        row,
        !kept.startsWith('nothing'),
        !kept.startsWith('nothing'),
      ]);
    }
  });

  it('names files that exist', () => {
    expect(filesIn(text).filter((file) => !existsSync(file))).toEqual([]);
  });
});

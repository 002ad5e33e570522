/** The table of clients in `docs/testing.md`: written by the tests that run them, each its own rows. */
import { readFileSync, writeFileSync } from 'node:fs';

export interface StepResult {
  step: string;
  /** `null`: it went through. */
  failure: string | null;
}

const page = 'docs/testing.md';

function marks(section: string): [string, string] {
  return [`<!-- clients: ${section} -->`, `<!-- /clients: ${section} -->`];
}

/** A row for each client: which steps of its round go through, and which do not. */
export function tableOf(
  rounds: readonly (readonly [client: string, results: readonly StepResult[]])[],
): string {
  const rows = rounds.map(([client, results]) => {
    const through = results.filter(({ failure }) => failure === null).length;
    const failed = results.filter(({ failure }) => failure !== null).map(({ step }) => step);
    const steps = results.map(({ step }) => step).join('; ');
    return `| ${client} | ${through} of ${results.length} | ${steps} | ${failed.length === 0 ? 'none' : failed.join('; ')} |`;
  });
  return ['| Client | Steps that go through | Steps | Not |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/** What stands in the document between a section's marks. */
export function writtenTable(section: string): string {
  const [begin, end] = marks(section);
  const text = readFileSync(page, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${page} has no ${begin} … ${end}`);
  return text.slice(from + begin.length, to).trim();
}

/** Writes the table where `WRITE_TABLES=1` asks for it, as `WRITE_TABLES=1 npx jest test/clients --selectProjects node` does. */
export function writeTable(section: string, table: string): void {
  if (process.env.WRITE_TABLES !== '1') return;
  const [begin, end] = marks(section);
  const text = readFileSync(page, 'utf8');
  const before = text.slice(0, text.indexOf(begin) + begin.length);
  writeFileSync(page, `${before}\n\n${table}\n\n${text.slice(text.indexOf(end))}`);
}

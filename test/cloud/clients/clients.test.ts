/**
 * Clients that nobody here wrote, unmodified, do a full round against the emulated Jira. The table of docs/testing.md is what
 * came of it: POINTS_GAUGE_WRITE_TABLES=1 writes it anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clients, roundOf, versionOf, type Client, type Outcome } from './run-round';

const page = join(__dirname, '../../../docs/testing.md');
const [begin, end] = ['<!-- clients: begin -->\n', '<!-- clients: end -->\n'];
const rounds = new Map<Client, Outcome[]>();

test.each(clients.map((client) => [client.name, client] as const))(
  '%s does its round unmodified',
  async (_, client) => {
    const outcomes = await roundOf(client);
    rounds.set(client, outcomes);
    expect(outcomes.filter(({ trouble }) => trouble !== null)).toEqual([]);
    const done = outcomes.map(({ operation }) => operation);
    expect(done).toEqual(
      expect.arrayContaining([
        'create',
        'read',
        'edit',
        'comment',
        'transition',
        'assign',
        'attach',
        'log work',
        'link',
        'delete',
      ]),
    );
  },
  60_000,
);

function cell(client: Client, operation: string): string {
  const outcome = rounds.get(client)?.find((one) => one.operation === operation);
  if (outcome === undefined) return '–';
  if (outcome.trouble !== null) return 'no';
  return operation === 'search by startAt' ? 'with `legacySearch`' : 'yes';
}

function table(): string {
  const operations = new Set(
    [...rounds.values()].flatMap((outcomes) => outcomes.map(({ operation }) => operation)),
  );
  const rows = [
    ['Operation', ...clients.map((client) => `${client.name} ${versionOf(client)}`)],
    ['---', ...clients.map(() => '---')],
    ...[...operations].map((operation) => [operation, ...clients.map((client) => cell(client, operation))]),
  ];
  return `${begin}\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n\n${end}`;
}

test('the table of docs/testing.md is what came of these rounds', () => {
  const text = readFileSync(page, 'utf8');
  const made = table();
  const [from, to] = [text.indexOf(begin), text.indexOf(end) + end.length];
  expect(from).toBeGreaterThan(0);
  if (process.env.POINTS_GAUGE_WRITE_TABLES === '1') {
    writeFileSync(page, text.slice(0, from) + made + text.slice(to));
    return;
  }
  expect(text.slice(from, to)).toBe(made);
});

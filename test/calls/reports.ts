import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A kind of fault that people met with their clients, in our words, with where it comes from. */
export interface ClientReport {
  id: string;
  kind: 'body' | 'axios' | 'graphql' | 'pace' | 'bridge';
  /** Which way of calling it is, in the test that plays it. */
  how?: string;
  what: string;
  source: string;
  body?: unknown;
  expected?: {
    objects?: number | null;
    calls?: [status: number, objects: number | null][];
    refused?: boolean;
  };
}

const file = join(__dirname, '../fixtures/reports/calls.json');
const all = JSON.parse(readFileSync(file, 'utf8')) as ClientReport[];

/** Those of a kind, as rows of a table of tests. A kind without any would test nothing. */
export function reportsOf(kind: ClientReport['kind']): [what: string, report: ClientReport][] {
  const found = all.filter((report) => report.kind === kind);
  if (found.length === 0) throw new Error(`no report of the kind ${kind}`);
  return found.map((report) => [`${report.what} (${report.id})`, report]);
}

/** The way of a report, out of those that a test knows: one that it does not know fails it. */
export function wayOf<Way>(ways: Readonly<Record<string, Way>>, { id, how = '' }: ClientReport): Way {
  const way = ways[how];
  if (way === undefined) throw new Error(`${id}: no way ${how}`);
  return way;
}

import { readRateLimits } from '../../src/headers/read';
import { headerSource } from '../../src/headers/source';
import { describeLimits, describeProblems } from '../../src/headers/describe';
import { headerNames, type HeaderNames } from './header-names';
import { headerRules, type HeaderRule } from './header-rules';
import { code, sourceLink, table } from './table';

/** What the page needs of a recorded response. */
export interface ProvenBy {
  id: string;
  kind: 'capture' | 'documented' | 'test-vector';
  source: string;
  product: string;
  headers: readonly (readonly [string, string])[];
}

const receivedAtMs = Date.UTC(2026, 9, 9, 16, 9, 45);

/** `docs/headers.md`. */
export function headersPage(captures: readonly ProvenBy[]): string {
  return (
    [
      '# Headers: what is read, and how',
      'Written by `npm run docs` from the reader’s own data; a test fails when it differs. `points-gauge read` says the same of any response.',
      '## Every header',
      'Names match in any letter case; several lines of one header are one list. The last column names recorded responses that carry it.',
      table(
        ['Header', 'Sent by', 'What it says, in which shapes', 'Source', 'Proven by'],
        headerNames.map((row) => nameRow(row, captures)),
      ),
      '## Rules',
      'Each response below came at 2026-10-09T16:09:45Z. The last column is what the gauge says of it, findings of the header doctor included: what could not be taken at its word, and what was taken instead. Nothing is guessed silently, and nothing throws.',
      table(['Rule', 'Response', 'What the gauge says', 'Source'], headerRules.map(ruleRow)),
      '## Recorded and documented responses',
      `${captures.length} responses, each read in \`src/headers/captures.test.ts\` as a person reads it.`,
      table(
        ['Response', 'Kind', 'Read as', 'Source'],
        captures.map(({ id, kind, product, source }) => [code(id), kind, product, sourceLink(source)]),
      ),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

function nameRow({ names, sentBy, says, source }: HeaderNames, captures: readonly ProvenBy[]): string[] {
  const proving = captures.filter(({ headers }) =>
    headers.some(([name]) => names.includes(name.toLowerCase())),
  );
  const shown = proving.slice(0, 3).map(({ id }) => code(id));
  const more = proving.length > 3 ? [`${proving.length - 3} more`] : [];
  const proven = proving.length === 0 ? 'none' : [...shown, ...more].join(', ');
  return [names.map(code).join('\n'), sentBy, says, sourceLink(source), proven];
}

function ruleRow({ rule, headers, context, source }: HeaderRule): string[] {
  const limits = readRateLimits(headerSource(headers), { status: null, receivedAtMs, ...context });
  const status = context.status == null ? [] : [`${context.status}`];
  const response = [...status, ...headers.map(([name, value]) => code(`${name}: ${value}`))];
  const findings = describeProblems(limits).map((finding) => `Doctor: ${finding}`);
  return [
    rule,
    response.join('\n'),
    [...describeLimits(limits, receivedAtMs), ...findings].join('\n'),
    sourceLink(source),
  ];
}

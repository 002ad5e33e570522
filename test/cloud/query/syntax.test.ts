/** Reading JQL: what it says, where it cannot be read, and the law that what is printed reads the same. */
import * as fc from 'fast-check';
import { faultMessage } from '../../../emulator/cloud/jira/jql/wording';
import { parseQuery } from '../../../emulator/cloud/query/parse';
import { printQuery } from '../../../emulator/cloud/query/print';
import {
  comparisons,
  wordOperators,
  type Clause,
  type Field,
  type Operand,
  type Query,
  type Term,
} from '../../../emulator/cloud/query/syntax';
import { anyCharacter } from '../../support/any-character';

function parsed(text: string): Query {
  const result = parseQuery(text);
  if (result.kind === 'faulty') throw new Error(faultMessage(result.fault));
  return result.query;
}

function complaint(text: string): string {
  const result = parseQuery(text);
  return result.kind === 'faulty' ? faultMessage(result.fault) : 'It was read.';
}

test('and binds closer than or, not closer than and, and parentheses closest', () => {
  const term = (name: string): Term => ({
    kind: 'term',
    field: { kind: 'name', name },
    operator: '=',
    operand: { kind: 'text', text: '1', quoted: false },
    history: [],
  });
  expect(parsed('a = 1 or not b = 1 AND (c = 1 || !d=1)').where).toEqual({
    kind: 'or',
    of: [
      term('a'),
      {
        kind: 'and',
        of: [
          { kind: 'not', of: term('b') },
          { kind: 'or', of: [term('c'), { kind: 'not', of: term('d') }] },
        ],
      },
    ],
  });
});

test('values, lists, functions, EMPTY, custom fields, properties and the order are told apart', () => {
  expect(
    parsed(
      `"Story points" in (1, "2", EMPTY, membersOf("a b", -1d)) and cf[10010] is not null
       and issue.property[flags].colour.hue ~ 'it\\'s' ORDER BY created DESC, "Due date", key asc`,
    ),
  ).toEqual({
    where: {
      kind: 'and',
      of: [
        {
          kind: 'term',
          field: { kind: 'name', name: 'Story points' },
          operator: 'in',
          operand: {
            kind: 'list',
            of: [
              { kind: 'text', text: '1', quoted: false },
              { kind: 'text', text: '2', quoted: true },
              { kind: 'empty' },
              { kind: 'function', name: 'membersOf', args: ['a b', '-1d'] },
            ],
          },
          history: [],
        },
        {
          kind: 'term',
          field: { kind: 'custom', id: '10010' },
          operator: 'is not',
          operand: { kind: 'empty' },
          history: [],
        },
        {
          kind: 'term',
          field: { kind: 'property', entity: 'issue', key: 'flags', path: 'colour.hue' },
          operator: '~',
          operand: { kind: 'text', text: "it's", quoted: true },
          history: [],
        },
      ],
    },
    orderBy: [
      { field: { kind: 'name', name: 'created' }, direction: 'desc' },
      { field: { kind: 'name', name: 'Due date' }, direction: null },
      { field: { kind: 'name', name: 'key' }, direction: 'asc' },
    ],
  });
});

test('a query of blanks asks for everything, and one of an order alone, too', () => {
  expect(parsed(' \n ')).toEqual({ where: null, orderBy: [] });
  expect(parsed('order by rank')).toMatchObject({ where: null, orderBy: [{ direction: null }] });
});

test('history is read with all that narrows it', () => {
  expect(parsed('status was not in (A, B) by x before "2026-01-01"').where).toMatchObject({
    operator: 'was not in',
    history: [{ name: 'by' }, { name: 'before', operand: { text: '2026-01-01' } }],
  });
  expect(parsed('status changed from A to B during ("2026-01-01", now())').where).toMatchObject({
    operator: 'changed',
    operand: null,
    history: [{ name: 'from' }, { name: 'to' }, { name: 'during', operand: { kind: 'list' } }],
  });
});

// Jira's own sentences, as they were seen of sites in the cloud, 2026-11.
test.each([
  [
    'project =',
    'Error in JQL Query: Expecting either a value, list or function before the end of the query.',
  ],
  ['project = WEB AND', 'Error in the JQL Query: Expecting a field name at the end of the query.'],
  [
    'project = LAUNCH AND status = = Done',
    "Error in JQL Query: Expecting either a value, list or function but got '='. You must surround '=' in quotation marks to use it as a value. (line 1, character 31)",
  ],
  [
    'project = OR',
    "Error in JQL Query: Expecting either a value, list or function but got 'OR'. You must surround 'OR' in quotation marks to use it as a value. (line 1, character 11)",
  ],
  [
    'project=SET',
    "Error in the JQL Query: 'SET' is a reserved JQL word. You must surround it in quotation marks to use it in a query. (line 1, character 9)",
  ],
  [
    'invalid query',
    "Error in the JQL Query: Expecting operator but got 'query'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'. (line 1, character 9)",
  ],
  [
    'project = LAUNCH status',
    "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'status'. (line 1, character 18)",
  ],
  ['project = WEB AND (status = Done', "Error in the JQL Query: Expecting ')' before the end of the query."],
  [
    'summary ~ "unclosed',
    "Error in the JQL Query: The quoted string 'unclosed' has not been completed. (line 1, character 11)",
  ],
  [
    'project = WEB\nand assignee = me@you.com',
    "Error in the JQL Query: The character '@' is a reserved JQL character. You must enclose it in a string or use the escape '\\u0040' instead. (line 2, character 18)",
  ],
])('%s is refused in the words of Jira', (text, message) => {
  expect(complaint(text)).toBe(message);
});

test('nesting and length are bounded before they can hurt', () => {
  expect(complaint(`${'('.repeat(50_000)}a = 1`)).toContain('nested deeper than 100 levels');
  expect(complaint(`${'not '.repeat(20_000)}a = 1`)).toContain('nested deeper than 100 levels');
  expect(complaint(`a in ${'('.repeat(50_000)}`)).toContain('nested deeper than 100 levels');
  expect(complaint('a'.repeat(100_001))).toContain('longer than 100000 characters');
});

const anyText = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.constantFrom(
    'and',
    'ORDER',
    'empty',
    'null',
    'cf',
    'issue.property',
    '-1d',
    'a b',
    "o'neil",
    '\\',
    '"',
    'é',
  ),
);
/** What may stand without quotes: the printer escapes what it must, but a reserved word is no value at all. */
const bareText = fc.stringMatching(/^[a-zA-Z][\w .:@/-]{0,8}[0-9]$/);
const field: fc.Arbitrary<Field> = fc.oneof(
  anyText.map((name): Field => ({ kind: 'name', name })),
  fc.nat().map((id): Field => ({ kind: 'custom', id: String(id) })),
  fc.record({
    kind: fc.constant('property' as const),
    entity: fc.constantFrom('issue', 'project', 'content'),
    key: anyText,
    path: fc.oneof(fc.constant(''), fc.stringMatching(/^[a-z][a-z.]{0,8}$/)),
  }),
);
const { operand } = fc.letrec<{ operand: Operand; single: Operand }>((tie) => ({
  single: fc.oneof(
    fc.record({ kind: fc.constant('text' as const), text: anyText, quoted: fc.constant(true) }),
    fc.record({ kind: fc.constant('text' as const), text: bareText, quoted: fc.constant(false) }),
    fc.constant<Operand>({ kind: 'empty' }),
    fc.record({
      kind: fc.constant('function' as const),
      name: anyText,
      args: fc.array(anyText, { maxLength: 3 }),
    }),
  ),
  operand: fc.oneof(
    { depthSize: 'small' },
    tie('single'),
    fc.record({
      kind: fc.constant('list' as const),
      of: fc.array(tie('operand'), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));
const operator = fc.constantFrom(...comparisons, ...wordOperators);
const term: fc.Arbitrary<Term> = fc
  .record({
    kind: fc.constant('term' as const),
    field,
    operator,
    operand,
    history: fc.array(fc.record({ name: fc.constantFrom('after', 'by', 'to'), operand }), { maxLength: 2 }),
  })
  .map((made) => ({
    ...made,
    operand: made.operator === 'changed' ? null : made.operand,
    history: made.operator === 'changed' || made.operator.startsWith('was') ? made.history : [],
  }));
const { clause } = fc.letrec<{ clause: Clause }>((tie) => ({
  clause: fc.oneof(
    { depthSize: 'small' },
    term,
    fc.record({ kind: fc.constant('not' as const), of: tie('clause') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('clause'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));
const query: fc.Arbitrary<Query> = fc.record({
  where: fc.oneof(fc.constant(null), clause),
  orderBy: fc.array(fc.record({ field, direction: fc.constantFrom('asc', 'desc', null) }), { maxLength: 3 }),
});

test('what is printed reads as it was', () => {
  fc.assert(
    fc.property(query, (made) => {
      expect(parsed(printQuery(made))).toEqual(made);
    }),
    { numRuns: 1_000 },
  );
});

const scraps = fc.array(
  fc.oneof(
    anyText,
    fc.constantFrom(
      '=',
      '(',
      ')',
      ',',
      '"',
      "'",
      ' and ',
      ' not ',
      ' in ',
      ' order by ',
      'cf[',
      ']',
      '\\u00',
      '!~',
      '\n',
    ),
  ),
);

test('no text makes the reader throw, and what it read it can print and read again', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: anyCharacter }),
        scraps.map((parts) => parts.join('')),
      ),
      (text) => {
        const result = parseQuery(text);
        if (result.kind === 'faulty')
          expect(faultMessage(result.fault)).toMatch(/^Error in (the )?JQL Query: /);
        else expect(parsed(printQuery(result.query))).toEqual(result.query);
      },
    ),
    { numRuns: 2_000 },
  );
});

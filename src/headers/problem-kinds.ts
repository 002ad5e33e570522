import type { HeaderProblem } from '../model';

/** What can be wrong with a header, without what was sent: few enough to be counted. */
export const problemKinds = [
  'badNumber',
  'badGrammar',
  'badTime',
  'pastTime',
  'farTime',
  'offHour',
  'twoValues',
  'moreThanLimit',
  'contradiction',
  'noWait',
  'noPolicy',
  'clockOff',
  'otherProblem',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** The first that fits the reader's own words counts. */
const byWords: readonly (readonly [RegExp, ProblemKind])[] = [
  [/^(a number|true or false) was expected|^the number is /, 'badNumber'],
  [/ in the past$/, 'pastTime'],
  [/ than a year/, 'farTime'],
  [/ the full hour/, 'offHour'],
  [/^neither |^the date |^seconds are sent|^no readable|^the wait is followed/, 'badTime'],
  [/^two |listed twice/, 'twoValues'],
  [/^more is left/, 'moreThanLimit'],
  [/ends at another time|does not fit the reset|^a (reason|wait) |^no status was given/, 'contradiction'],
  [/told to wait no time/, 'noWait'],
  [/^the clock of /, 'clockOff'],
  [/came without its policy/, 'noPolicy'],
  [/grammar|quotation mark|between two commas/, 'badGrammar'],
];

export function problemKind({ problem }: Pick<HeaderProblem, 'problem'>): ProblemKind {
  return byWords.find(([words]) => words.test(problem))?.[1] ?? 'otherProblem';
}

import { TryLaterError } from './try-later-error';

it.each([
  ['quota', 'the points of this hour are used up'],
  ['reserve', 'what is left of this hour’s points is kept for people'],
  ['budget', 'a points budget of the app is used up'],
  ['smoothing', 'background work is ahead of the hour'],
  ['burst', 'this endpoint takes no more requests now'],
  ['issue', 'this issue takes no more writes now'],
  ['costBudget', 'Jira’s cost budget is used up'],
  ['server', 'the server asked for a wait'],
] as const)('%s is told in words, with the time to try again', (reason, words) => {
  const error = new TryLaterError(reason, Date.parse('2026-10-09T17:00:00Z'));
  expect(error).toMatchObject({
    ...{ name: 'TryLaterError', reason, retryAtMs: Date.parse('2026-10-09T17:00:00Z') },
    message: `Not now: ${words}. Try again at 2026-10-09T17:00:00.000Z.`,
  });
});

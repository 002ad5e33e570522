/** What the gauge answers to a batch: fixed texts, since a static web trigger can say nothing else. */

export const batchAnswers = [
  'counted',
  'alreadyCounted',
  'meteringOff',
  'notPost',
  'tooLarge',
  'notSigned',
  'wrongClock',
  'malformed',
  'changed',
  'expired',
  'tooMany',
  'later',
] as const;
export type BatchAnswer = (typeof batchAnswers)[number];

/** Whether the sender is done with the batch, may send it again, or must be told by its operator what is wrong. */
export type Sending = 'done' | 'again' | 'refused';

/** `status` is the HTTP status of the manifest's output of the same name. */
export const answerRules: Readonly<Record<BatchAnswer, { status: number; sending: Sending }>> = {
  counted: { status: 200, sending: 'done' },
  alreadyCounted: { status: 200, sending: 'done' },
  meteringOff: { status: 200, sending: 'done' },
  notPost: { status: 405, sending: 'refused' },
  tooLarge: { status: 413, sending: 'refused' },
  // A secret that was rotated or a clock that was wrong is put right by a person: the batch is worth keeping until then.
  notSigned: { status: 401, sending: 'again' },
  wrongClock: { status: 403, sending: 'again' },
  malformed: { status: 400, sending: 'refused' },
  changed: { status: 409, sending: 'refused' },
  expired: { status: 410, sending: 'refused' },
  tooMany: { status: 429, sending: 'again' },
  later: { status: 503, sending: 'again' },
};

/** The body of an answer, as it stands in the manifest. */
export function answerBody(answer: BatchAnswer): string {
  return `{"answer":"${answer}"}`;
}

/** What an answer's body says; `null` when it is none of ours, as a gateway's or Forge's own may be. */
export function readAnswer(body: string): BatchAnswer | null {
  return batchAnswers.find((answer) => body === answerBody(answer)) ?? null;
}

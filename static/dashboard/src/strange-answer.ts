/** An answer came that this page cannot read: the app is of another version by now, or the answer is broken. */
export class StrangeAnswerError extends Error {
  constructor(readonly asked: string) {
    super(`${asked}: the answer is not one of this version`);
  }
}

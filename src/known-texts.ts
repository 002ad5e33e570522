/**
 * What was made of texts that come again and again, made once. Bounded, whoever thinks up the texts: no long one is kept, and all are let go when there are
 * too many. What is kept is handed to all who ask, so it must be nothing that they can change.
 */
export class KnownTexts<Made> {
  private readonly known = new Map<string, Made>();

  constructor(
    private readonly most: number,
    private readonly longestCharacters: number,
  ) {}

  /** `undefined` where it has to be made. */
  get(text: string): Made | undefined {
    return this.known.get(text);
  }

  keep(text: string, made: Made): void {
    if (text.length > this.longestCharacters) return;
    if (this.known.size >= this.most) this.known.clear();
    this.known.set(text, made);
  }
}

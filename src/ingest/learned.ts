/** Something of storage that many requests ask about, read once for all of them and not oftener than so. */
export class Learned<T> {
  private reading: Promise<T> | null = null;
  private atMs = 0;

  constructor(
    private readonly read: () => Promise<T>,
    private readonly everyMs: number,
  ) {}

  /**
   * What is known, where it is enough or was read a moment ago, else what storage says now.
   * @param spend is called before a read and may refuse it by throwing
   */
  async get(isEnough: (known: T) => boolean, nowMs: number, spend: () => void): Promise<T> {
    const { reading } = this;
    if (reading !== null) {
      const known = await reading;
      // Somebody else may have begun to read again meanwhile.
      if (isEnough(known) || nowMs - this.atMs < this.everyMs) return this.reading ?? known;
    }
    spend();
    const begun = this.read();
    this.reading = begun;
    this.atMs = nowMs;
    try {
      return await begun;
    } catch (error) {
      if (this.reading === begun) this.reading = null;
      throw error;
    }
  }
}

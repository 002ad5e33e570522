/**
 * Values as JSON text, where parts of them were written before: most of an answer is people and their pictures, and issues that
 * nobody changed since.
 */
import { randomUUID } from 'node:crypto';

/** Stands in a text for a part that is put in afterwards. No caller can know it. */
const mark = randomUUID();
const quotedMark = JSON.stringify(mark);

/** The parts that the value being written has met so far; `null` while none is. */
let met: JsonText[] | null = null;

/** Texts that are kept whole beside their pieces, the last that were asked for: what is hot is put together once. */
const mostJoined = 512;
const joined: JsonText[] = [];
let nextJoined = 0;

/** JSON that was written before: it goes out as it is. */
export class JsonText {
  /** @param pieces which together are the text; those of lasting parts are shared by all texts that have them */
  constructor(readonly pieces: readonly string[]) {}

  private whole: string | null = null;

  get text(): string {
    if (this.whole !== null) return this.whole;
    this.whole = this.pieces.length === 1 ? (this.pieces[0] ?? '') : this.pieces.join('');
    const oldest = joined[nextJoined];
    if (oldest !== undefined && oldest !== this) oldest.whole = null;
    joined[nextJoined] = this;
    nextJoined = (nextJoined + 1) % mostJoined;
    return this.whole;
  }

  toJSON(): unknown {
    if (met === null) return JSON.parse(this.text) as unknown;
    met.push(this);
    return mark;
  }

  /** Writes a value, with the number of characters that are its own. */
  static of(value: unknown): { json: JsonText; ownCharacters: number } {
    met = [];
    try {
      const own = (JSON.stringify(value) as string | undefined) ?? '';
      if (met.length === 0) return { json: new JsonText([own]), ownCharacters: own.length };
      return { json: new JsonText(piecesOf(own, met)), ownCharacters: own.length };
    } finally {
      met = null;
    }
  }
}

/** A loop, since every answer is written so. */
function piecesOf(own: string, parts: readonly JsonText[]): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { pieces: inner } of parts) {
    const at = own.indexOf(quotedMark, from);
    pieces.push(own.slice(from, at));
    for (const piece of inner) pieces.push(piece);
    from = at + quotedMark.length;
  }
  pieces.push(own.slice(from));
  return pieces;
}

/** Lets an object be written once only. Nothing may change it any more, nor what is in it. */
export function keepText<T extends object>(lasting: T): Readonly<T> {
  const json = new JsonText([JSON.stringify(lasting)]);
  Object.defineProperty(lasting, 'toJSON', { value: () => (met === null ? { ...lasting } : json.toJSON()) });
  return Object.freeze(lasting);
}

/** As `JSON.stringify` writes it. */
export function written(value: unknown): string {
  return value instanceof JsonText ? value.text : JsonText.of(value).json.text;
}

import fc from 'fast-check';

/** Halves of pairs, which are no characters. */
const halves = { first: 0xd800, count: 0x800 };
const most = 0x10_ffff - halves.count;

const characterAt = (at: number): string => String.fromCodePoint(at < halves.first ? at : at + halves.count);

function placeOf(text: unknown): number {
  const code = typeof text === 'string' ? (text.codePointAt(0) ?? 0) : 0;
  const at = code < halves.first ? code : Math.max(code - halves.count, halves.first);
  if (text !== characterAt(at)) throw new Error('It is not one character.');
  return at;
}

/**
 * What `unit: 'binary'` gives `fc.string()`, from the same seed the same text: fast-check makes a list of a million characters for it, which takes
 * a second of each test file.
 */
export const anyCharacter = fc.integer({ min: 0, max: most }).map(characterAt, placeOf);

/** Longer answers are not parsed a second time for their objects: that would hold up a program for tens of milliseconds. */
export const longestText = 8_000_000;

/** Longer requests are not parsed to see what they ask for: a thousand ids are 20 KB. */
export const longestRequest = 1_000_000;

/** The value that a text holds as JSON; `undefined` for what is none, or too long to be worth it. */
export function valueOfText(text: string, longest = longestText): unknown {
  // Most bodies that are no JSON say so with their first sign, and an error that is thrown for them costs more than this.
  if (text.length > longest || !/^\s*[[{]/.test(text.slice(0, 100))) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

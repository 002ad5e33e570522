/** From the bytes of a paste or a file to text, without what only a screen needs. */

/** A HAR file of a long session is some tens of megabytes. */
export const mostPasteBytes = 64 * 1024 * 1024;

/** UTF-8, or UTF-16 either way as PowerShell writes it; by its mark, else by where the zero bytes are. Never throws. */
export function decodePaste(bytes: Uint8Array): string {
  return cleanText(new TextDecoder(encodingOf(bytes)).decode(bytes));
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 400);
  let even = 0;
  let odd = 0;
  for (const [i, byte] of sample.entries()) {
    if (byte === 0 && i % 2 === 0) even += 1;
    else if (byte === 0) odd += 1;
  }
  // Latin text in UTF-16 has a zero in every other place; text in UTF-8 has none at all.
  if (odd > sample.length / 4 && even === 0) return 'utf-16le';
  if (even > sample.length / 4 && odd === 0) return 'utf-16be';
  return 'utf-8';
}

const escape = '\\u001b';
const csi = `(?:${escape}\\[|\\u009b)[0-?]*[ -/]*[@-~]`;
const osc = `(?:${escape}\\]|\\u009d)[^\\u0007\\u001b\\u009c]*(?:\\u0007|${escape}\\\\|\\u009c)?`;
const screen = new RegExp(`${csi}|${osc}|${escape}[ -/]*[0-~]?`, 'g');
/** Marks without width, and what turns the direction of text. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
const c0 = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f';
const control = new RegExp(`[${c0}\\u007f-\\u009f]`, 'g');

/** Colours and titles of a terminal, marks without width, and three kinds of line ends made one. */
export function cleanText(text: string): string {
  return text
    .replace(screen, '')
    .replace(invisible, '')
    .replace(/\r\n|\r|\u2028|\u2029|\u0085/g, '\n')
    .replace(/\u00a0/g, ' ')
    .replace(control, '');
}

/** Text of a stranger, safe to print: one line, and nothing that a terminal obeys. */
export function printable(text: string): string {
  return cleanText(text).replace(/[\n\t]/g, ' ');
}

import { cleanText } from '../src/paste/text';

/** A HAR file of a long session is some tens of megabytes. */
export const mostPasteBytes = 64 * 1024 * 1024;

/** UTF-8, or UTF-16 either way as PowerShell writes it; by its mark, else by where the zero bytes are. Never throws. */
export function decodePaste(bytes: Uint8Array): string {
  return cleanText(new TextDecoder(encodingOf(bytes)).decode(bytes));
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
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

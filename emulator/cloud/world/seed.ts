/** Chance without chance: the same seed and question give the same number on every machine and in every order. */

/** A number from 0 to 2^32 - 1 (FNV-1a over the parts, then mixed). */
export function hash(seed: number, ...parts: readonly (number | string)[]): number {
  let state = (0x811c9dc5 ^ seed) >>> 0;
  for (const part of parts) {
    if (typeof part === 'number') {
      state = Math.imul(state ^ (part >>> 0), 0x01000193) >>> 0;
      state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) >>> 0;
    } else {
      for (let at = 0; at < part.length; at += 1) {
        state = Math.imul(state ^ part.charCodeAt(at), 0x01000193) >>> 0;
      }
    }
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b) >>> 0;
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35) >>> 0;
  return (state ^ (state >>> 16)) >>> 0;
}

/** From 0 up to, but not including, 1. */
export function fraction(seed: number, ...parts: readonly (number | string)[]): number {
  return hash(seed, ...parts) / 0x1_0000_0000;
}

export function pick<T>(choices: readonly [T, ...T[]], number: number): T {
  return choices[number % choices.length] ?? choices[0];
}

/** Looks like a UUID of version 4. */
export function uuid(seed: number, ...parts: readonly (number | string)[]): string {
  const hex = [1, 2, 3, 4]
    .map((n) =>
      hash(seed, n, ...parts)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

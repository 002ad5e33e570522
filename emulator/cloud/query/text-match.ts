/**
 * What `~` finds: all words of the query, in any order and letter case; `"a phrase"` in quotes; `begin*` and `b?gin`. The
 * products also know stems, fuzzy words and a syntax of their own within the text: that is refused, not guessed.
 */

export type TextPattern =
  | { kind: 'pattern'; matches: (text: string) => boolean }
  | { kind: 'empty' }
  | { kind: 'notEmulated'; what: string };

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** Words with their wildcards. */
function patternsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_*?]+/gu) ?? [];
}

function isLike(word: string, pattern: string): boolean {
  if (!/[*?]/.test(pattern)) return word === pattern;
  return like(word, pattern);
}

/** Without a regular expression made of what a caller sent: those can take for ever. */
function like(word: string, pattern: string): boolean {
  let [w, p, star, kept] = [0, 0, -1, 0];
  while (w < word.length) {
    if (pattern[p] === '?' || (pattern[p] !== '*' && pattern[p] === word[w])) {
      w += 1;
      p += 1;
    } else if (pattern[p] === '*') {
      star = p;
      kept = w;
      p += 1;
    } else if (star >= 0) {
      p = star + 1;
      kept += 1;
      w = kept;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

function holdsPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  if (phrase.length === 1) return words.some((word) => isLike(word, phrase[0] ?? ''));
  return words.some((_, from) => phrase.every((pattern, n) => isLike(words[from + n] ?? '', pattern)));
}

const special: readonly [RegExp, string][] = [
  [/(^|\s)(OR|NOT)(\s|$)/, 'OR and NOT within a text'],
  [/(^|\s)[+!-]\S/, '+word and -word within a text'],
  [/\S~\d*(\s|$)/, 'fuzzy words and proximity (~)'],
  [/\S\^\d/, 'boosted words (^)'],
  [/[[{]\s*\S+\s+TO\s/, 'ranges within a text'],
];

export function textPattern(sought: string): TextPattern {
  const phrases: string[][] = [];
  const rest = sought.replace(/"([^"]*)"/g, (_, phrase: string) => {
    phrases.push(patternsOf(phrase));
    return ' ';
  });
  const found = special.find(([sign]) => sign.test(rest));
  if (found !== undefined) return { kind: 'notEmulated', what: found[1] };
  for (const pattern of patternsOf(rest.replace(/(^|\s)AND(?=\s|$)/g, ' '))) phrases.push([pattern]);
  const parts = phrases.filter((phrase) => phrase.length > 0);
  if (parts.length === 0) return { kind: 'empty' };
  return {
    kind: 'pattern',
    matches: (text) => {
      const words = wordsOf(text);
      return parts.every((phrase) => holdsPhrase(words, phrase));
    },
  };
}

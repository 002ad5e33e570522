/** Enough for the name of a feature; a tag is part of a key in every record that is stored. */
const longestTag = 40;

/** The name as it is booked: without outer and control characters, 40 characters at most; `null` when nothing is left. */
export function readTag(name: string): string | null {
  const tag = name
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longestTag)
    .trim();
  return tag === '' ? null : tag;
}

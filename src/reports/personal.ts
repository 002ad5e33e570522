/*
 * What leaves the site goes through here. Templates are made without ids long before; this is the second lock, for texts
 * that people wrote and for files that others made.
 */
const rules: readonly [RegExp, string][] = [
  [/[^\s@<>"'/;,:]+@[^\s@<>"'/;,:]+\.[^\s@<>"'/;,:]+/g, '{email}'],
  [/\?[^\s?]*=\S*/g, '?{query}'],
  [/\b\d{5,7}:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '{account}'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '{id}'],
  [/\b[0-9a-f]{24}\b/gi, '{account}'],
  [/\b[A-Z][A-Z0-9_]+-\d+\b/g, '{issue}'],
];

/** The text without e-mail addresses, account ids, issue keys and query values; each leaves its kind in braces. */
export function withoutPersonalData(text: string): string {
  return rules.reduce((rest, [found, kind]) => rest.replace(found, kind), text);
}

/** So many characters a note may have, and so many notes a report. */
export const longestNote = 1000;
export const mostNotes = 20;

/** Notes as a report takes them: trimmed, without empty ones and without personal data. */
export function readNotes(notes: readonly string[]): string[] {
  return notes
    .map((note) => withoutPersonalData(note.trim()).slice(0, longestNote))
    .filter((note) => note !== '')
    .slice(0, mostNotes);
}

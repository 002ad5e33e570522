/*
 * What leaves the site goes through here. Templates are made without ids long before; this is the second lock, for texts
 * that people wrote and for files that others made.
 */
type Rule = readonly [RegExp, string];

const anywhere: readonly Rule[] = [
  [/[^\s@<>"'/;,:]+@[^\s@<>"'/;,:]+\.[^\s@<>"'/;,:]+/g, '{email}'],
  [/\?[^\s?]*=\S*/g, '?{query}'],
  [/\b\d{5,7}:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '{account}'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '{id}'],
  [/\b[0-9a-f]{24}\b/gi, '{account}'],
];

/**
 * Names of standards, quarters and tiers have the form of an issue key. Each is spelled out with its number: `UTF-8` stays,
 * and `UTF-9`, which is no encoding, is taken for an issue.
 */
const noIssues = [
  ...['UTF-(?:7|8|16|32)', 'ISO-\\d{4,5}', 'RFC-\\d{3,5}', 'CVE-\\d{4}', 'CHANGE-\\d{4}'],
  ...[
    'SHA-(?:1|224|256|384|512)',
    'AES-(?:128|192|256)',
    'RSA-\\d{4}',
    'MD-5',
    'BASE-64',
    'HTTP-[1-5]\\d\\d',
  ],
  ...['(?:Q[1-4]|H[12]|FY)-\\d{2}(?:\\d{2})?', 'TIER-[12]', 'GPT-\\d'],
].join('|');

/** In prose a key stands as a word of its own, in a path as a whole segment. */
const issueInProse = new RegExp(
  `(?<![A-Za-z0-9])(?!(?:${noIssues})(?![\\w]))[A-Z][A-Z0-9_]+-\\d+(?!\\w)`,
  'g',
);
const issueInPath = /(?<=\/)[A-Z][A-Z0-9_]+-\d+(?![^/?#\s])/g;

/** The text without e-mail addresses, account ids, issue keys and query values; each leaves its kind in braces. */
export function withoutPersonalData(text: string): string {
  return masked(text, [...anywhere, [issueInPath, '{issue}'], [issueInProse, '{issue}']]);
}

/** The path template without them. Its own words, such as `/export/UTF-16-LE`, are no issue keys. */
export function bareTemplate(template: string): string {
  return masked(template, [...anywhere, [issueInPath, '{issue}']]);
}

function masked(text: string, rules: readonly Rule[]): string {
  return rules.reduce((rest, [found, kind]) => rest.replace(found, kind), text);
}

/** So many characters a note may have, and so many notes somebody may write. */
const longestNote = 1000;
const mostWritten = 20;
/** What a report may hold: what was written for it beside what was recorded, or what the reports of several sites brought. */
export const mostNotes = 40;

/** Notes as a report takes them: trimmed, without empty ones and without personal data. */
export function readNotes(notes: readonly string[], most = mostWritten): string[] {
  return notes
    .map((note) => withoutPersonalData(note.trim()).slice(0, longestNote))
    .filter((note) => note !== '')
    .slice(0, most);
}

/** Text of a paste without what only a screen needs. */

const escape = '\\u001b';
const csi = `(?:${escape}\\[|\\u009b)[0-?]*[ -/]*[@-~]`;
const osc = `(?:${escape}\\]|\\u009d)[^\\u0007\\u001b\\u009c]*(?:\\u0007|${escape}\\\\|\\u009c)?`;
const screen = new RegExp(`${csi}|${osc}|${escape}[ -/]*[0-~]?`, 'g');
/** Marks and tags without width, and what turns the direction of text. */
const invisible =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
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

/** Markup that is safe to print: everything put into it is escaped, unless it is markup already. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | readonly Markup[];

/** A tagged template: ``html`<td>${text}</td>` ``. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: texts.reduce((all, text, i) => all + markupOf(parts[i - 1]) + text) };
}

function markupOf(part: Part | undefined): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map((one) => one.markup).join('');
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control signs are dropped: no document may hold them. Signs that turn the direction of writing would mislead. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' ')
    .replace(/[&<>"']/g, (sign) => signs[sign] ?? '');
}

/** Atlassian Document Format to storage format and back, as far as text, headings, lists, code and links go. */
import { list, record, text } from '../untrusted';

const escape = (words: string): string =>
  words.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );
const unescape = (words: string): string =>
  words.replace(
    /&(amp|lt|gt|quot|nbsp);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' })[name] ?? '',
  );

/** Deeper than any document that people write; a hostile one must not exhaust the stack. */
const deepest = 100;

const blocks: Readonly<Record<string, string>> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
};
const marks: Readonly<Record<string, string>> = { strong: 'strong', em: 'em', code: 'code', underline: 'u' };

export function storageFromAdf(json: string): string {
  try {
    return inner(JSON.parse(json), 0);
  } catch {
    return '';
  }
}

function inner(node: unknown, depth: number): string {
  if (depth > deepest) return '';
  return list(record(node).content)
    .map((child) => toStorage(record(child), depth + 1))
    .join('');
}

function toStorage(node: Record<string, unknown>, depth: number): string {
  const { type } = node;
  if (type === 'text') return marked(node);
  if (type === 'hardBreak') return '<br/>';
  if (type === 'rule') return '<hr/>';
  if (type === 'heading') {
    const level = Math.min(6, Math.max(1, Number(record(node.attrs).level) || 1));
    return `<h${level}>${inner(node, depth)}</h${level}>`;
  }
  if (type === 'codeBlock') return `<pre>${inner(node, depth)}</pre>`;
  if (type === 'table') return `<table><tbody>${inner(node, depth)}</tbody></table>`;
  const tag = typeof type === 'string' ? blocks[type] : undefined;
  return tag === undefined ? inner(node, depth) : `<${tag}>${inner(node, depth)}</${tag}>`;
}

function marked(node: Record<string, unknown>): string {
  return list(node.marks).reduce<string>(
    (words, mark) => {
      const { type, attrs } = record(mark);
      const href = text(record(attrs).href);
      if (type === 'link' && href !== null) return `<a href="${escape(href)}">${words}</a>`;
      const tag = typeof type === 'string' ? marks[type] : undefined;
      return tag === undefined ? words : `<${tag}>${words}</${tag}>`;
    },
    escape(text(node.text) ?? ''),
  );
}

/** One block of text for each block of the markup: its words, without marks. */
export function adfFromStorage(storage: string): string {
  const content = storage
    .split(/<\/(?:p|h[1-6]|li|pre|blockquote|td|th)>|<hr\s*\/?>/i)
    .map((part) => ({
      part,
      words: unescape(
        part
          .replace(/<[^>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      ),
    }))
    .filter(({ words }) => words !== '')
    .map(({ part, words }) => {
      const level = /<h([1-6])[^>]*>(?!.*<h[1-6])/is.exec(part)?.[1];
      const texts = [{ type: 'text', text: words }];
      return level === undefined
        ? { type: 'paragraph', content: texts }
        : { type: 'heading', attrs: { level: Number(level) }, content: texts };
    });
  return JSON.stringify({ type: 'doc', version: 1, content });
}

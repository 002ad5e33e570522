/** Atlassian Document Format and plain text: version 3 of the API speaks the first, version 2 the second. */
import { idText, list, record } from '../untrusted';

type Node = Record<string, unknown>;

/** A paragraph for each block of lines. */
export function documentOf(text: string): Node {
  const paragraphs = text.split(/\n{2,}/).map((block): Node => {
    const lines = block
      .split('\n')
      .flatMap((line, n): Node[] => [
        ...(n === 0 ? [] : [{ type: 'hardBreak' }]),
        ...(line === '' ? [] : [{ type: 'text', text: line }]),
      ]);
    return { type: 'paragraph', content: lines };
  });
  return { type: 'doc', version: 1, content: paragraphs };
}

/** Whether it is a document at all; what stands in it is kept as it came. */
export function isDocument(value: unknown): boolean {
  const { type, version, content } = record(value);
  return type === 'doc' && typeof version === 'number' && Array.isArray(content);
}

const blocks = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'blockquote',
  'panel',
  'listItem',
  'tableRow',
  'rule',
]);
const deepest = 50;

/** The words of a document, a blank line between blocks. */
export function textOf(document: unknown): string {
  const parts: string[] = [];
  collect(document, parts, 0);
  return parts
    .join('')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function collect(value: unknown, parts: string[], depth: number): void {
  if (depth > deepest) return;
  const node = record(value);
  if (typeof node.text === 'string') parts.push(node.text);
  if (node.type === 'hardBreak') parts.push('\n');
  if (node.type === 'mention') parts.push(idText(record(node.attrs).text));
  for (const child of list(node.content)) collect(child, parts, depth + 1);
  if (blocks.has(String(node.type))) parts.push('\n\n');
}

/** Bodies in their representations. What was written is given back as it was written; the others are made from it. */
import { list, record, text } from '../untrusted';
import type { Body } from '../world/wiki-content';
import { adfFromStorage, storageFromAdf } from './adf';

const written = ['storage', 'atlas_doc_format', 'wiki'] as const;
export const readable = [
  ...['storage', 'view', 'export_view', 'styled_view', 'anonymous_export_view', 'editor'],
  'atlas_doc_format',
] as const;
/** XHTML as Confluence stores it. */
export function storageOf({ representation, value }: Body): string {
  switch (representation) {
    case 'storage':
      return value;
    case 'atlas_doc_format':
      return storageFromAdf(value);
    case 'wiki':
      return `<p>${value.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</p>`;
  }
}

export function representationOf(body: Body, wanted: string): string {
  if (body.representation === wanted) return body.value;
  return wanted === 'atlas_doc_format' ? adfFromStorage(storageOf(body)) : storageOf(body);
}

/** What people read, without its markup: for searches and excerpts. */
export function plainText(body: Body): string {
  return storageOf(body)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:nbsp|#160);/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * The body of a write, as both versions of the API take it: `{representation, value}`, or one of them below the name of its
 * representation. `undefined` where none was sent, a text that says what is wrong where it cannot be one.
 */
export function readBodyOf(sent: unknown): Body | string | undefined {
  if (sent === undefined || sent === null) return undefined;
  const body = record(sent);
  const name = Object.keys(body).find((one) => typeof body[one] === 'object' && body[one] !== null);
  const inner = name === undefined ? body : record(body[name]);
  const representation = text(inner.representation) ?? name;
  const known = written.find((one) => one === representation);
  if (known === undefined) return `body: the representation must be one of ${written.join(', ')}`;
  if (typeof inner.value !== 'string') return 'body: the value must be a text';
  if (known === 'atlas_doc_format' && !isDocument(inner.value))
    return 'body: the value of atlas_doc_format must be a document as JSON text';
  return { representation: known, value: inner.value };
}

function isDocument(value: string): boolean {
  try {
    const document = record(JSON.parse(value));
    return document.type === 'doc' && Array.isArray(list(document.content));
  } catch {
    return false;
  }
}

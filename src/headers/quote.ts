/** A quotation mark found in a header: how many UTF-16 units it takes, and which marks may close it. */
export interface Quote {
  length: 1 | 3;
  style: 'plain' | 'single' | 'typographic';
}

const plain: Quote = { length: 1, style: 'plain' };
const single: Quote = { length: 1, style: 'single' };
const curly: Quote = { length: 1, style: 'typographic' };
/** The three UTF-8 bytes of a curly quote, which `fetch` hands over as three Latin-1 characters. */
const curlyBytes: Quote = { length: 3, style: 'typographic' };

export function quoteAt(text: string, at: number): Quote | null {
  const code = text.charCodeAt(at);
  if (code === 0x22) return plain;
  if (code === 0x27) return single;
  if (code >= 0x201c && code <= 0x201f) return curly;
  if (code === 0xe2 && text.charCodeAt(at + 1) === 0x80) {
    const last = text.charCodeAt(at + 2);
    if (last >= 0x9c && last <= 0x9f) return curlyBytes;
  }
  return null;
}

/** Word processors pair curly marks in every combination, and sometimes close one with a plain mark. */
export function closes(open: Quote, mark: Quote): boolean {
  if (open.style === mark.style) return true;
  return open.style === 'typographic' && mark.style === 'plain';
}

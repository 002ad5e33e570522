import { longestRequest, longestText, valueOfText } from './json-text';

const decoder = new TextDecoder();

/** The value that the body of a request is, where the caller holds it: a text, bytes or the value itself. A stream is not touched. */
export function requestValue(body: unknown): unknown {
  if (typeof body === 'string') return valueOfText(body, longestRequest);
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body))
    return body.byteLength > longestRequest ? undefined : parseText(body);
  return body;
}

/** The value that a text or its bytes hold as JSON; `undefined` for what is none, or too long to be worth it. */
export function parseText(read: unknown): unknown {
  const text = textOf(read);
  return text === null ? undefined : valueOfText(text);
}

function textOf(read: unknown): string | null {
  if (typeof read === 'string') return read;
  if (ArrayBuffer.isView(read))
    return textOfBytes(new Uint8Array(read.buffer, read.byteOffset, read.byteLength));
  if (read instanceof ArrayBuffer) return textOfBytes(new Uint8Array(read));
  // A buffer of another realm, as a test runner or a sandbox hands it over.
  const isForeign = Object.prototype.toString.call(read) === '[object ArrayBuffer]';
  return isForeign ? textOfBytes(new Uint8Array(read as ArrayBuffer)) : null;
}

function textOfBytes(bytes: Uint8Array): string | null {
  return bytes.byteLength > longestText ? null : decoder.decode(bytes);
}

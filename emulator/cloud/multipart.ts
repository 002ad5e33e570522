/** Uploads as browsers and clients send them: `multipart/form-data`, RFC 7578. */
import type { UploadedPart } from './exchange';

/** More parts than any client sends at once; a body of nothing but boundaries would else make millions of them. */
const mostParts = 100;

/** The boundary that a content type names; `null` where the body is no form. */
export function boundaryOf(contentType: string): string | null {
  const found = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/is.exec(
    contentType,
  );
  return found?.[1] ?? found?.[2] ?? null;
}

/** @returns `null` for a body that does not keep to its boundary, or has more than a hundred parts */
export function readMultipart(body: Uint8Array, boundary: string): UploadedPart[] | null {
  const whole = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const mark = Buffer.from(`--${boundary}`);
  const parts: UploadedPart[] = [];
  let at = whole.indexOf(mark);
  while (at >= 0) {
    const from = at + mark.length;
    if (whole.toString('latin1', from, from + 2) === '--') return parts;
    const next = whole.indexOf(Buffer.from(`\r\n--${boundary}`), from);
    const part = next < 0 ? null : readPart(whole.subarray(from + 2, next));
    if (part === null || parts.length >= mostParts) return null;
    parts.push(part);
    at = next + 2;
  }
  return null;
}

function readPart(part: Buffer): UploadedPart | null {
  const end = part.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = part.toString('utf8', 0, end);
  const name = parameter(head, 'name');
  if (name === null) return null;
  const type = /^content-type:\s*([^\r\n]+)/im.exec(head)?.[1]?.trim();
  const fileName = parameter(head, 'filename');
  return {
    name,
    fileName,
    mediaType: type ?? (fileName === null ? 'text/plain' : 'application/octet-stream'),
    bytes: part.subarray(end + 4),
  };
}

/** A parameter of `Content-Disposition`; quotes within are percent-encoded, as browsers send them, or escaped. */
function parameter(head: string, name: string): string | null {
  const disposition = /^content-disposition:([^\r\n]*)/im.exec(head)?.[1] ?? '';
  const found = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(disposition);
  const raw = found?.[1] ?? found?.[2];
  return raw === undefined ? null : raw.replace(/%22/g, '"').replace(/\\(.)/g, '$1');
}

/** The text of a field that is no file; `null` where it was not sent. */
export function fieldText(upload: readonly UploadedPart[], name: string): string | null {
  const part = upload.find((one) => one.name === name && one.fileName === null);
  return part === undefined ? null : Buffer.from(part.bytes).toString();
}

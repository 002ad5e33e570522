/** Whether a call with this fetch init can be sent twice: a stream is read once only. */
export function hasRepeatableBody(init: unknown): boolean {
  const body: unknown = typeof init === 'object' && init !== null && 'body' in init ? init.body : null;
  if (body === null || body === undefined || typeof body === 'string') return true;
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body) || isReadAnew(body);
}

const readAnew = ['URLSearchParams', 'FormData', 'Blob', 'File', 'ArrayBuffer'];

/**
 * Bodies that each sending reads from the beginning, of whatever library or realm. The FormData of the package form-data has that
 * name and is a stream.
 */
function isReadAnew(body: unknown): boolean {
  const name = Object.prototype.toString.call(body).slice('[object '.length, -1);
  return readAnew.includes(name) && typeof (body as { pipe?: unknown }).pipe !== 'function';
}

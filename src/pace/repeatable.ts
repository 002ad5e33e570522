/** Whether a call with this fetch init can be sent twice: a stream is read once only. */
export function hasRepeatableBody(init: unknown): boolean {
  const body: unknown = typeof init === 'object' && init !== null && 'body' in init ? init.body : null;
  if (body === null || body === undefined || typeof body === 'string') return true;
  return body instanceof URLSearchParams || body instanceof Uint8Array || body instanceof ArrayBuffer;
}

import { fieldsOf } from '../object';

/**
 * Lets go of an answer that nobody will read, before its call is sent again: a body that is left unread keeps its connection, and a
 * pool that has few of them stands still. Never throws, and nobody waits for it.
 */
export function discardBody(answer: unknown): void {
  try {
    const body = fieldsOf(fieldsOf(answer)['body']);
    const { cancel, destroy } = body;
    if (typeof cancel === 'function' && body['locked'] !== true) {
      const cancelled: unknown = Reflect.apply(cancel, body, []);
      void Promise.resolve(cancelled).catch(() => undefined);
    } else if (typeof destroy === 'function') Reflect.apply(destroy, body, []);
  } catch {
    // The connection is the client's affair.
  }
}

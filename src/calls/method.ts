import { methods, type Method } from '../model';

/**
 * The method that a client was asked for: `GET` where none is named, as every client takes it. One that is not among `methods`
 * becomes `POST`: nothing is known of it, so it must not be taken for a call that may be sent twice.
 */
export function readMethod(wanted: unknown): Method {
  if (wanted === undefined || wanted === null || wanted === '') return 'GET';
  const name = typeof wanted === 'string' ? wanted.toUpperCase() : '';
  return methods.find((method) => method === name) ?? 'POST';
}

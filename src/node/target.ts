import { methods, type Method } from '../model';

/** Address and method of a call. A `Request` carries both; what `init` says comes first. */
export function target(input: unknown, init: unknown): { method: Method; url: string } {
  const request = fieldsOf(input);
  const asked = fieldsOf(init)['method'] ?? request['method'] ?? 'GET';
  const wanted = typeof asked === 'string' ? asked.toUpperCase() : 'GET';
  const url = typeof input === 'string' ? input : (request['href'] ?? request['url']);
  return {
    method: methods.find((known) => known === wanted) ?? 'GET',
    url: typeof url === 'string' ? url : '',
  };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

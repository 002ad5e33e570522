/** The part of a response that tells what was in it. */
export interface JsonResponse {
  json: () => Promise<unknown>;
}

/**
 * Lets the caller's own `json()` tell what it parsed. The response stays the caller's object, and what it gets from
 * `json()`, a value or an error, stays what it was; no body is read that the caller does not read, none is read twice. A
 * fault of `onBody` stays with it.
 */
export function watchJson(response: JsonResponse, onBody: (body: unknown) => void): void {
  const { json } = response;
  Object.defineProperty(response, 'json', {
    configurable: true,
    writable: true,
    enumerable: false,
    value: async function watched(): Promise<unknown> {
      const body = await json.call(response);
      try {
        onBody(body);
      } catch {
        // A fault of the gauge stays with the gauge: the call is booked without its body.
      }
      return body;
    },
  });
}

import { parseText } from './body-text';

/** Whoever wants to know what was in an answer. */
export interface BodyListener {
  /** `false` once it knows: nothing is parsed for it any more. */
  readonly wantsBody: boolean;
  bodyRead(body: unknown): void;
}

type AnyMethod = (this: unknown, ...args: unknown[]) => unknown;

/** Ways to read a whole body, and how its value is made of what they give; `undefined` where it is none. */
const readers: readonly [name: string, parsed: (read: unknown) => unknown][] = [
  ['json', (read) => read],
  ['text', parseText],
  ['arrayBuffer', parseText],
  ['bytes', parseText],
];

const watchedNames = [...readers.map(([name]) => name), 'clone'];
const listeners = new WeakMap<object, BodyListener>();
const overlays = new WeakMap<object, object>();
/** Those of `overlays`: an answer of such a kind is watched already. */
const watchedKinds = new WeakSet<object>();

/**
 * Lets the caller's own reading of an answer tell what was in it, of the answer itself or of a clone. The answer stays the
 * caller's object, and what it gets of it, a value or an error, stays what it was; no body is read that the caller does not
 * read, none is read twice and no stream is copied: a body that is handed on as a stream tells nothing. A fault of the listener
 * stays with it.
 */
export function watchBody(answer: object, listener: BodyListener): void {
  const kind: unknown = Object.getPrototypeOf(answer);
  const methods = answer as Record<string, unknown>;
  if (
    kind === null ||
    kind === Object.prototype ||
    watchedKinds.has(kind as object) ||
    hasOwnReader(answer)
  ) {
    // An answer with methods of its own, or one that is watched already.
    const own = Object.fromEntries(watchedNames.map((name) => [name, methods[name]]));
    Object.defineProperties(
      answer,
      overlayOf(own, () => listener),
    );
    return;
  }
  // Answers of a kind share what is put over their methods, between them and their kind: a call makes no functions and properties of its own.
  let overlay = overlays.get(kind as object);
  if (overlay === undefined) {
    const watched = overlayOf(kind as Record<string, unknown>, (self) => listeners.get(self as object));
    overlay = Object.create(kind as object, watched) as object;
    overlays.set(kind as object, overlay);
    watchedKinds.add(overlay);
  }
  listeners.set(answer, listener);
  Object.setPrototypeOf(answer, overlay);
}

function hasOwnReader(answer: object): boolean {
  for (const [name] of readers) if (Object.hasOwn(answer, name)) return true;
  return false;
}

/** @param methods of the answer, asked when they are called: others may put theirs in their place, too */
function overlayOf(
  methods: Record<string, unknown>,
  listenerOf: (self: unknown) => BodyListener | undefined,
): PropertyDescriptorMap {
  const found: PropertyDescriptorMap = {};
  const put = (name: string, after: (result: unknown, listener: BodyListener) => unknown): void => {
    if (typeof methods[name] !== 'function') return;
    const watched: AnyMethod = function (...args) {
      const result: unknown = Reflect.apply(methods[name] as AnyMethod, this, args);
      const listener = listenerOf(this);
      return listener === undefined ? result : after(result, listener);
    };
    found[name] = { configurable: true, writable: true, enumerable: false, value: watched };
  };
  for (const [name, parsed] of readers)
    put(name, (reading, listener) => {
      if (!isPromise(reading)) return reading;
      return reading.then((body) => {
        tell(listener, parsed, body);
        return body;
      });
    });
  put('clone', (copy, listener) => {
    if (typeof copy === 'object' && copy !== null) watchBody(copy, listener);
    return copy;
  });
  return found;
}

function tell(listener: BodyListener, parsed: (read: unknown) => unknown, body: unknown): void {
  if (!listener.wantsBody) return;
  try {
    const value = parsed(body);
    if (value !== undefined) listener.bodyRead(value);
  } catch {
    // A fault of the gauge stays with the gauge: the call is booked without its body.
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

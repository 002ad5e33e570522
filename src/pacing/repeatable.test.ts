import { Readable } from 'node:stream';
import { hasRepeatableBody } from './repeatable';

it.each<[string, unknown, boolean]>([
  ['nothing', undefined, true],
  ['null', null, true],
  ['no body', { method: 'GET' }, true],
  ['a body of null', { body: null }, true],
  ['a body that is not there', { body: undefined }, true],
  ['a text', { body: '{}' }, true],
  ['bytes', { body: new Uint8Array(3) }, true],
  ['a view', { body: new DataView(new ArrayBuffer(3)) }, true],
  ['a buffer', { body: new ArrayBuffer(3) }, true],
  ['a buffer of another realm', { body: { [Symbol.toStringTag]: 'ArrayBuffer' } }, true],
  ['parameters', { body: new URLSearchParams('a=1') }, true],
  ['a form', { body: new FormData() }, true],
  ['a blob', { body: new Blob(['a']) }, true],
  ['a file', { body: { [Symbol.toStringTag]: 'File' } }, true],
  ['a form that is a stream', { body: { [Symbol.toStringTag]: 'FormData', pipe: () => null } }, false],
  ['a stream of Node', { body: Readable.from(['a']) }, false],
  ['a stream', { body: new ReadableStream() }, false],
  ['an object', { body: {} }, false],
])('%s can be sent again: %s', (_, init, isRepeatable) => {
  expect(hasRepeatableBody(init)).toBe(isRepeatable);
});

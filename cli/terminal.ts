import { cleanText } from '../src/paste/text';

/** A paste ends its lines with these. Of a program they are part of a name, and would begin a line of their own or break its JSON. */
const otherLineEnds = /[\u0085\u2028\u2029]/g;

/** A stream of the process, for texts in which something of a stranger may stand: nothing that a terminal obeys is written. */
export function plainStream(stream: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>): {
  write(text: string): unknown;
  isTTY: boolean;
} {
  return { write: (text) => stream.write(cleanText(text.replace(otherLineEnds, ' '))), isTTY: stream.isTTY };
}

import { cleanText } from '../src/paste/text';

/** A stream of the process, for texts in which something of a stranger may stand: nothing that a terminal obeys is written. */
export function plainStream(stream: NodeJS.WriteStream): { write(text: string): unknown; isTTY: boolean } {
  return { write: (text) => stream.write(cleanText(text)), isTTY: stream.isTTY };
}

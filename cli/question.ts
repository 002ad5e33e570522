import { createInterface } from 'node:readline/promises';

/** Puts a question that is answered by yes or no. */
export type Ask = (question: string) => Promise<boolean>;

/** Asks at a terminal; `null` where there is none. */
export function terminalQuestion(): Ask | null {
  if (!process.stdin.isTTY) return null;
  return (question) => asked(question, process.stdin, process.stdout);
}

/** Only "y" and "yes" are a yes. An end of the input is an answer, too: a no. */
export async function asked(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<boolean> {
  const lines = createInterface({ input, output });
  const ended = new Promise<string>((resolve) => {
    lines.once('close', () => {
      resolve('');
    });
  });
  const answer = await Promise.race([lines.question(question), ended]);
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

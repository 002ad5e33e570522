import { parseArgs } from 'node:util';
import { readProducts, type ReadProduct } from '../src/headers/product';
import { readPaste } from '../src/paste/read';
import { printable } from '../src/paste/text';
import { InputError, orUsage } from '../src/input-error';
import { decodePaste, mostPasteBytes } from './decode-paste';
import { readResponse, reportLines, type Asked } from './read-report';

export const readUsage = `points-gauge read [--status 429] [--at 2026-10-09T16:09:47Z] [--product jira] [--json]
  Reads what people paste of a response from standard input: headers, curl -i, curl -v, wget -S, a client's log or wire log,
  a HAR file, rows of a browser's developer tools, an error of axios, got or requests, JSON of any of these.
  --status   HTTP status, when the input names none
  --at       when the response came (ISO 8601 or epoch milliseconds); left out: by its own Date, else now
  --product  ${readProducts.join(', ')}
  --json     print the reading itself; of several responses the last one, with all of them under "responses"
Exit: 0 if there was a response to read, 2 if not.`;

interface Options extends Asked {
  json: boolean;
  help: boolean;
}

/** Runs `points-gauge read`; resolves to the exit code. */
export async function read(
  args: readonly string[],
  input: AsyncIterable<unknown>,
  out: { write(text: string): unknown },
  err: { write(text: string): unknown },
): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options.help) {
      out.write(`${readUsage}\n`);
      return 0;
    }
    out.write(`${report(decodePaste(await readAll(input)), options)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    err.write(`points-gauge read: ${error.message.split('\n').map(printable).join('\n')}\n`);
    return 2;
  }
}

function report(text: string, options: Options): string {
  if (text.trim() === '')
    throw new InputError('standard input is empty: pipe in a response, for example from "curl -sI".');
  const paste = readPaste(text);
  if (!paste.ok) throw new InputError(paste.why);
  const read = paste.responses.map((response) => readResponse(response, options));
  if (!options.json) return reportLines(paste.form, read).join('\n');
  const all = read.map(({ status, atMs, limits, response: { method, url } }) => ({
    ...{ status, method, url, receivedAt: new Date(atMs).toISOString() },
    limits,
  }));
  const last = read.at(-1)?.limits;
  return safeJson(read.length > 1 ? { ...last, form: paste.form, responses: all } : last);
}

/** JSON escapes what a terminal obeys but for these. */
function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function parseOptions(args: readonly string[]): Options {
  const values = parsedArgs(args);
  return {
    status: values.status === undefined ? null : parseStatus(values.status),
    atMs: values.at === undefined ? null : parseAt(values.at),
    nowMs: Date.now(),
    product: values.product === undefined ? undefined : parseProduct(values.product),
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function parsedArgs(args: readonly string[]) {
  const { values, positionals } = orUsage(readUsage, () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        status: { type: 'string' },
        at: { type: 'string' },
        product: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  );
  const [file] = positionals;
  if (file !== undefined)
    throw new InputError(
      `it reads standard input and takes no file name; write: points-gauge read < ${file}`,
    );
  return values;
}

function parseStatus(text: string): number {
  if (/^[1-5]\d\d$/.test(text)) return Number(text);
  throw new InputError(`--status "${text}" is no HTTP status; give a number from 100 to 599.`);
}

function parseAt(text: string): number {
  const atMs = /^\d{12,14}$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isFinite(atMs)) return atMs;
  throw new InputError(
    `--at "${text}" is no time; give ISO 8601 (2026-10-09T16:09:47Z) or epoch milliseconds.`,
  );
}

function parseProduct(text: string): ReadProduct {
  const product = readProducts.find((one) => one.toLowerCase() === text.toLowerCase());
  if (product !== undefined) return product;
  throw new InputError(`--product "${text}" is not known; choose one of ${readProducts.join(', ')}.`);
}

async function readAll(input: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += part.length;
    if (bytes > mostPasteBytes)
      throw new InputError(
        `the input is longer than ${mostPasteBytes / 1024 / 1024} MB: pass the part with the response, or a HAR file without bodies.`,
      );
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

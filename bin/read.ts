import { parseArgs } from 'node:util';
import { parseHeaderDump, pairsOfJson } from '../src/headers/dump';
import { readProducts, type ReadProduct } from '../src/headers/product';
import { readRateLimits } from '../src/headers/read';
import { headerSource, type HeaderPairs } from '../src/headers/source';
import { describeLimits, describeProblems } from '../src/headers/words';

export const readUsage = `points-gauge read [--status 429] [--at 2026-10-09T16:09:47Z] [--product jira] [--json]
  Reads headers from standard input: what "curl -sI" or "curl -i" prints, or a JSON object of headers.
  --status   HTTP status, when the input has no status line
  --at       when the response came (ISO 8601 or epoch milliseconds); now if left out
  --product  ${readProducts.join(', ')}
  --json     print the reading itself
Exit: 0 if there were headers to read, 2 if not.`;

/** A fault of the input or the options, told to the person and never a stack. */
class InputError extends Error {}

interface Options {
  status: number | null;
  atMs: number;
  product: ReadProduct | undefined;
  json: boolean;
  help: boolean;
}

interface Input {
  status: number | null;
  pairs: HeaderPairs;
  body: unknown;
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
    out.write(`${report(parseInput(await readAll(input)), options)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    err.write(`points-gauge read: ${error.message}\n`);
    return 2;
  }
}

function report(input: Input, options: Options): string {
  const headers = headerSource(input.pairs);
  const status = options.status ?? input.status;
  const context = { status, receivedAtMs: options.atMs, product: options.product, body: input.body };
  const limits = readRateLimits(headers, context);
  if (options.json) return JSON.stringify(limits, null, 2);
  const lines = describeLimits(limits, options.atMs);
  const findings = describeProblems(limits);
  if (findings.length > 0)
    lines.push('', 'Not taken at its word:', ...findings.map((finding) => `- ${finding}`));
  return lines.join('\n');
}

function parseOptions(args: readonly string[]): Options {
  const values = parsedArgs(args);
  return {
    status: values.status === undefined ? null : parseStatus(values.status),
    atMs: values.at === undefined ? Date.now() : parseAt(values.at),
    product: values.product === undefined ? undefined : parseProduct(values.product),
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function parsedArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        status: { type: 'string' },
        at: { type: 'string' },
        product: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InputError(`${message}\n\n${readUsage}`);
  }
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

function parseInput(text: string): Input {
  if (text.trim() === '')
    throw new InputError('standard input is empty: pipe in headers, for example from "curl -sI".');
  const json = text.trimStart().startsWith('{') ? parseJson(text) : null;
  const dump = parseHeaderDump(text);
  const pairs = json === null ? dump.pairs : pairsOfJson(json);
  if (pairs === null || (pairs.length === 0 && dump.status === null)) {
    throw new InputError(
      'found no header in the input: expected "Name: value" lines or a JSON object of headers.',
    );
  }
  const body: unknown = json === null && /^[[{]/.test(dump.body) ? tryJson(dump.body) : undefined;
  return { status: json === null ? dump.status : null, pairs, body };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InputError(`the input begins like JSON and is none: ${message}`);
  }
}

/** A body is extra: one that is no JSON is simply not looked into. */
function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readAll(input: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
  return Buffer.concat(chunks).toString('utf8');
}

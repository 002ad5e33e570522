import { readBlocks } from './blocks';
import { responsesOfHar } from './har';
import { parseLiterals } from './literal';
import { isLimitName } from './names';
import { responsesOfValue } from './object';
import { bodyOf, pasted, type PastedResponse, type PasteForm, statusOf } from './response';

/** Why nothing was read in a paste, and what to paste instead. */

const lookedFor =
  'Looked for: "Name: value" lines with or without a status line (curl -i, curl -v, wget -S, logs of clients), a HAR file, rows of a browser\'s developer tools, JSON of headers or of a response, and objects as Node, Python, Go, Java or Ruby print them.';

/** "Copy as fetch" and "Copy as cURL" of a browser. */
function isRequest(text: string): boolean {
  return /^(?:await )?fetch\(|^(?:\$ )?curl /i.test(text.trimStart().slice(0, 100));
}

function hidesValues(text: string): boolean {
  return /System\.(?:String|Object)\[\]/.test(text);
}

function whyNothing(text: string, json: unknown): string {
  const start = text.trimStart().slice(0, 2_000);
  if (isRequest(text))
    return 'this is a request ("Copy as fetch" or "Copy as cURL"), and the limits stand in the response. Choose "Copy all as HAR" and pass the file, or copy the response headers.';
  if (
    /headers['"]?: ?\[Object|\bheaders['"]?: ?\[AxiosHeaders\]|headers['"]?: ?<[^\n]{0,200}object at/i.test(
      text,
    )
  )
    return 'the printed object hides its headers. Print the headers themselves: console.log(error.response.headers), or print(dict(response.headers)).';
  if (hidesValues(text))
    return 'PowerShell hides the values (System.String[]). Pass $response.Headers | ConvertTo-Json.';
  if (/"config"\s*:/.test(text) && json !== undefined)
    return 'this is an error without its response (error.toJSON() leaves it out). Pass JSON.stringify({ status: error.response.status, headers: error.response.headers }).';
  if (/^<(?:!doctype|html|\?xml)/i.test(start))
    return 'this is a page, the body of a response. Pass its headers, for example with "curl -i".';
  if (json !== undefined)
    return `found no header in the input: it is JSON, and nothing in it is named as headers are. It may be the body of a response. Pass the headers, too, for example with "curl -i". ${lookedFor}`;
  if (/^[[{]/.test(start))
    return `the input begins like JSON and is none, and no headers were found in it. ${lookedFor}`;
  return `found no header in the input. ${lookedFor}`;
}

/** What a paste holds: the responses in their order and the form they came in, or why nothing was read. */
export type PasteReading =
  { ok: true; form: PasteForm; responses: PastedResponse[] } | { ok: false; why: string };

/** Reads whatever people paste of a response. `text` as `cleanText` gives it. Never throws. */
export function readPaste(text: string): PasteReading {
  const json = jsonOf(text);
  const har = json === undefined ? null : responsesOfHar(json);
  if (har !== null)
    return har.length === 0
      ? { ok: false, why: 'the HAR file has no entry with a response.' }
      : { ok: true, form: 'har', responses: har };
  const object = fromObjects(text, json);
  const lines = json === undefined ? fromLines(text) : null;
  const best = scoreOf(lines) >= scoreOf(object) ? lines : object;
  if (best === null || best.responses.length === 0) return { ok: false, why: whyNothing(text, json) };
  return { ok: true, form: best.form, responses: withoutInterim(best.responses) };
}

interface Candidate {
  form: PasteForm;
  responses: PastedResponse[];
  /** Lines that can be nothing else. */
  sure: number;
}

function fromLines(text: string): Candidate | null {
  const { form, responses, statusLines } = readBlocks(text);
  return {
    form,
    responses: responses.map((each) => pasted({ ...each, body: bodyOf(each.body) })),
    sure: statusLines,
  };
}

function fromObjects(text: string, json: unknown): Candidate | null {
  const isJson = json !== undefined;
  // A request has headers, too, and PowerShell prints the class of a value in its place.
  if (isRequest(text) || hidesValues(text)) return null;
  const found = responsesOfValue(isJson ? json : parseLiterals(text));
  const isNaked = found.every(({ status }) => status === null);
  // The words around a printed object often tell its status.
  const said = isJson ? null : statusInWords(text);
  const responses = found.map((each) =>
    each.status === null && said !== null ? { ...each, status: said } : each,
  );
  return { form: formOf(text, isJson, isNaked), responses, sure: 0 };
}

function formOf(text: string, isJson: boolean, isNaked: boolean): PasteForm {
  if (
    /(?:Axios|HTTP|Request|Fetch|Response)Error\b|Request failed with status code|_request_methods|raise_for_status/.test(
      text.slice(0, 20_000),
    )
  )
    return 'clientError';
  if (isJson) return isNaked ? 'jsonHeaders' : 'json';
  return 'printedObject';
}

/** `<Response [429]>`, "Request failed with status code 429", "Response code 429 (Too Many Requests)", "429 Client Error". */
function statusInWords(text: string): number | null {
  const words =
    /<Response \[(\d{3})\]>|\b(?:status[ _]?code|response code|status|http)["' ]{0,20}[:= ]{1,3}(\d{3})\b|\b(\d{3}) (?:client|server) error|\b(429) too many requests/i;
  const found = words.exec(text.slice(0, 200_000));
  return statusOf(found?.slice(1).join(''));
}

/** Lines of a status are sure; then whoever finds more limits, then more headers. */
function scoreOf(candidate: Candidate | null): number {
  if (candidate === null) return -1;
  const pairs = candidate.responses.flatMap((each) => [...each.pairs]);
  const limits = pairs.filter(([name]) => isLimitName(name)).length;
  const isSaid = candidate.responses.some(({ status }) => status !== null);
  return candidate.sure * 1e6 + limits * 1e3 + (isSaid ? 500 : 0) + Math.min(pairs.length, 499);
}

/** Several JSON objects, one a line, are one list. `undefined` for what is no JSON. */
function jsonOf(text: string): unknown {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed)) return undefined;
  try {
    return JSON.parse(trimmed) as unknown;
  } catch {
    const lines = trimmed.split('\n').filter((line) => line.trim() !== '');
    if (lines.length < 2) return undefined;
    try {
      return lines.map((line): unknown => JSON.parse(line));
    } catch {
      return undefined;
    }
  }
}

/** "100 Continue", a proxy's "Connection established" and redirects are on the way to the response that is meant. */
function withoutInterim(responses: PastedResponse[]): PastedResponse[] {
  const meant = responses.filter(({ status, pairs }, i) => {
    if (i === responses.length - 1) return true;
    if (status === null) return pairs.length > 0;
    const isLimited = pairs.some(([name]) => isLimitName(name));
    return (
      status >= 400 ||
      (status >= 200 && (isLimited || (pairs.length > 0 && !(status >= 300 && status < 400))))
    );
  });
  return meant.length === 0 ? [pasted({})] : meant;
}

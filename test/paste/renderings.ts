import { inspect } from 'node:util';

/** One response rendered in every form in which a tool, a client or a person would print it. */

export interface Printed {
  status: number;
  pairs: readonly (readonly [name: string, value: string])[];
}

type Rendering = (printed: Printed) => string | Uint8Array;

const lines = ({ pairs }: Printed, around = (text: string): string => text, end = '\n'): string =>
  pairs.map(([name, value]) => around(`${name}: ${value}`) + end).join('');
const http = ({ status }: Printed): string => `HTTP/1.1 ${status} Text`;
const record = ({ pairs }: Printed): Record<string, string> => Object.fromEntries(pairs);
const request = { 'retry-after': '77', accept: '*/*', 'x-ratelimit-limit': '1' };
const python = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
const pythonDict = (headers: Printed): string =>
  `{${headers.pairs.map(([name, value]) => `${python(name)}: ${python(value)}`).join(', ')}}`;
const log = '2026-11-20 10:20:30.123 DEBUG org.apache.http.headers - http-outgoing-66';

export const renderings: Readonly<Record<string, Rendering>> = {
  'curl -i': (printed) => `${http(printed)}\r\n${lines(printed, undefined, '\r\n')}\r\n{"retry-after":"9"}`,
  'curl -v': (printed) =>
    `* Connected\n> GET / HTTP/1.1\n> Retry-After: 77\n>\n< ${http(printed)}\n${lines(printed, (text) => `< ${text}`)}<\nbody: x\n`,
  'wget -S': (printed) => `--2026-11-20--\n  ${http(printed)}\n${lines(printed, (text) => `  ${text}`)}`,
  'a wire log': (printed) =>
    `${log} >> Retry-After: 77\n${log} << ${http(printed)}\n${lines(printed, (text) => `${log} << ${text}`)}`,
  'a quoted wire log': (printed) =>
    `${log} << "${http(printed)}[\\r][\\n]"\n${lines(printed, (text) => `${log} << "${text}[\\r][\\n]"`)}`,
  'a log with time and level': (printed) =>
    `INFO 2026-11-20T10:20:30.1Z ${http(printed)}\n${lines(printed, (text) => `INFO 2026-11-20T10:20:30.1Z ${text}`)}`,
  'a panel of developer tools': (printed) =>
    `Request URL: https://x.atlassian.net/\nStatus Code: ${printed.status} Text\nResponse Headers\n${lines(printed)}Request Headers\nretry-after: 77\n`,
  'a panel in two lines a row': (printed) =>
    `Status Code\n${printed.status} Text\n${printed.pairs.map(([name, value]) => `${name}\n${value}\n`).join('')}`,
  'rows with tabs': (printed) =>
    `Status\t${printed.status}\n${printed.pairs.map(([name, value]) => `${name}\t${value}\n`).join('')}`,
  'colours of a terminal': (printed) =>
    `\u001b[1m${http(printed)}\u001b[0m\n${lines(printed, (text) => `\u001b[32m${text}\u001b[0m`)}`,
  'a byte order mark': (printed) => `\ufeff${http(printed)}\n${lines(printed)}`,
  'UTF-16': (printed) => Buffer.from(`\ufeff${http(printed)}\r\n${lines(printed)}`, 'utf16le'),
  'UTF-16, the other way round': (printed) =>
    Buffer.from(`\ufeff${http(printed)}\r\n${lines(printed)}`, 'utf16le').swap16(),
  'JSON of a response': (printed) =>
    JSON.stringify({ status: printed.status, headers: record(printed) }, null, 2),
  'JSON of pairs': ({ status, pairs }) => JSON.stringify({ statusCode: status, headers: pairs }),
  'JSON of rawHeaders': ({ status, pairs }) =>
    JSON.stringify({ statusCode: status, rawHeaders: pairs.flat() }),
  'JSON of an axios error': (printed) =>
    JSON.stringify({
      ...{ message: 'x', config: { headers: request }, status: printed.status },
      response: { status: printed.status, headers: record(printed), data: { headers: request } },
    }),
  'a HAR file': ({ status, pairs }) =>
    JSON.stringify({
      log: {
        entries: [
          {
            request: { headers: [{ name: 'retry-after', value: '77' }] },
            response: { status, headers: pairs.map(([name, value]) => ({ name, value })) },
          },
        ],
      },
    }),
  'an axios error as Node prints it': (printed) =>
    inspect(
      Object.assign(new Error(`Request failed with status code ${printed.status}`), {
        config: { headers: request },
        response: { status: printed.status, headers: record(printed), config: { headers: request } },
      }),
      { depth: 6 },
    ),
  'a response as Node prints it': (printed) =>
    inspect({ status: printed.status, headers: new Headers(record(printed)) }, { depth: 4 }),
  'a dict of Python': (printed) =>
    `<Response [${printed.status}]>\nCaseInsensitiveDict(${pythonDict(printed)})`,
  'pairs of Python': ({ status, pairs }) =>
    `<Response [${status}]>\n[${pairs.map(([name, value]) => `(${python(name)}, ${python(value)})`).join(', ')}]`,
  'a JSON object in a line of a log': (printed) =>
    `ERROR 2026-11-20T10:20:30.1Z 3e0f1a2b-0000-4000-8000-00000000abcd ${JSON.stringify({ status: printed.status, headers: record(printed) })}\n`,
};

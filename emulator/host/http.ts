import type { IncomingMessage, ServerResponse } from 'node:http';

export interface HostRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string;
}

export interface HostAnswer {
  status: number;
  headers: [string, string][];
  body: string | Buffer;
}

/** More than any payload that Forge takes. */
const longestBodyBytes = 10 * 1024 * 1024;

export class TooLargeError extends Error {}

/** @throws TooLargeError */
export async function readRequest(message: IncomingMessage): Promise<HostRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > longestBodyBytes) throw new TooLargeError('The body is larger than 10 MB.');
    chunks.push(chunk);
  }
  const headers = Object.fromEntries(
    Object.entries(message.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
  const origin = `http://${headers.host ?? 'localhost'}`;
  return {
    method: message.method ?? 'GET',
    url: new URL(message.url ?? '/', origin),
    headers,
    body: Buffer.concat(chunks).toString(),
  };
}

export function writeAnswer(response: ServerResponse, answer: HostAnswer): void {
  response.writeHead(answer.status, answer.headers.flat());
  response.end(answer.body);
}

export function answerText(
  status: number,
  text: string,
  contentType = 'text/plain; charset=utf-8',
): HostAnswer {
  return {
    status,
    headers: [
      ['content-type', contentType],
      ['cache-control', 'no-store'],
    ],
    body: text,
  };
}

export function answerJson(status: number, value: unknown): HostAnswer {
  return answerText(status, JSON.stringify(value), 'application/json');
}

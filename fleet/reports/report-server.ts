/** Where back ends send their signed batches: a listener of its own, which answers to nothing else. */
import {
  createServer as createPlain,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTls } from 'node:https';
import { isIP, type AddressInfo } from 'node:net';
import { answerBody, answerRules, type BatchAnswer } from '../../src/protocol/answers';
import { maxBatchBytes } from '../../src/protocol/bounds';
import { signatureHeader, sourceHeader, timestampHeader } from '../../src/protocol/signature';
import type { ReportIntake, SignedReport } from './take-report';

export interface ReportPlace {
  host: string;
  port: number;
  /** `null`: none is given, and a proxy before it has to have it. */
  tls: { cert: string; key: string } | null;
}

export interface ReportServer {
  url: string;
  close(): Promise<void>;
}

/** It cannot listen there: the message says what to do. */
export class ReportServerError extends Error {}

const mostConnections = 500;

/** @throws ReportServerError */
export async function startReportServer(
  { host, port, tls }: ReportPlace,
  intake: Pick<ReportIntake, 'take'>,
  note: (text: string) => void,
): Promise<ReportServer> {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const report = await readReport(request);
    let answer: BatchAnswer;
    try {
      answer = typeof report === 'string' ? report : await intake.take(report);
    } catch (error) {
      // The sender keeps the batch; why is for who runs the program.
      note(`A report could not be stored: ${error instanceof Error ? error.message : String(error)}`);
      answer = 'later';
    }
    const body = answerBody(answer);
    response.writeHead(answerRules[answer].status, {
      ...{ 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
      ...(answer === 'notPost' ? { Allow: 'POST' } : {}),
      // What was not read to its end is not waited for.
      ...(answer === 'tooLarge' ? { Connection: 'close' } : {}),
      ...{ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' },
    });
    response.end(body);
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch(() => {
      response.destroy();
    });
  };
  let server: Server;
  try {
    server = tls === null ? createPlain(listener) : createTls(tls, listener);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ReportServerError(`The certificate and key for --reports do not do: ${why}`, { cause: error });
  }
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'something else listens there' : error.message;
      reject(
        new ReportServerError(
          `Reports cannot be taken at ${host}:${String(port)}: ${why}. Choose another place with --reports.`,
        ),
      );
    });
    server.listen(port, host, resolve);
  });
  server.on('error', () => undefined);
  const { port: taken } = server.address() as AddressInfo;
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return {
    url: `${tls === null ? 'http' : 'https'}://${isIP(shown) === 6 ? `[${shown}]` : shown}:${String(taken)}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** A word says which answer a request gets that is no report. */
async function readReport(
  request: IncomingMessage,
): Promise<SignedReport | 'notPost' | 'tooLarge' | 'notSigned'> {
  if (request.method !== 'POST') return 'notPost';
  const source = headerOf(request, sourceHeader);
  const timestamp = headerOf(request, timestampHeader);
  const signature = headerOf(request, signatureHeader);
  // Before the body: who signs nothing is not listened to.
  if (source === null || signature === null || !/^\d{9,11}$/.test(timestamp ?? '')) return 'notSigned';
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > maxBatchBytes) return 'tooLarge';
    parts.push(part);
  }
  return { source, timestamp: timestamp ?? '', signature, body: Buffer.concat(parts).toString('utf8') };
}

/** A header that was sent twice is none. */
function headerOf({ headersDistinct }: IncomingMessage, name: string): string | null {
  const values = headersDistinct[name];
  const [value] = values ?? [];
  return values?.length === 1 && value !== undefined && value.length <= 200 ? value : null;
}

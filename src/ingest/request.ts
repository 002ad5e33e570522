import { maxBatchBytes } from '../protocol/bounds';
import { signatureHeader, sourceHeader, timestampHeader } from '../protocol/signature';
import { isRecord } from '../object';

/** What a web trigger hands over, as far as a report is concerned. */
export interface ReportRequest {
  body: string;
  source: string;
  timestamp: string;
  signature: string;
}

/** Reads the platform's request; a word says which answer a request gets that is no report. */
export function readReportRequest(event: unknown): ReportRequest | 'notPost' | 'tooLarge' | 'notSigned' {
  if (!isRecord(event) || event['method'] !== 'POST') return 'notPost';
  const { body = '', headers } = event;
  if (typeof body !== 'string' || Buffer.byteLength(body) > maxBatchBytes) return 'tooLarge';
  const source = header(headers, sourceHeader);
  const timestamp = header(headers, timestampHeader);
  const signature = header(headers, signatureHeader);
  if (source === null || signature === null || !/^\d{9,11}$/.test(timestamp ?? '')) return 'notSigned';
  return { body, source, timestamp: timestamp ?? '', signature };
}

/** Forge gives lists of values, and names in the letter case in which they were sent. A header sent twice is none. */
function header(headers: unknown, name: string): string | null {
  if (!isRecord(headers)) return null;
  const found = Object.entries(headers).filter(([known]) => known.toLowerCase() === name);
  const [, values] = found[0] ?? [];
  if (found.length !== 1 || !Array.isArray(values) || values.length !== 1) return null;
  const value = (values as unknown[])[0];
  return typeof value === 'string' && value.length <= 200 ? value : null;
}

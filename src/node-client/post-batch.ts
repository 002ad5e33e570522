import { readAnswer, type BatchAnswer } from '../protocol/answers';
import { signatureHeader, signBatch, sourceHeader, timestampHeader } from '../protocol/signature';
import type { Destination } from './destination';
import type { SealedBatch } from './sealed-batch';

/** The gauge's word, or why there is none. */
export type Posted = { answer: BatchAnswer } | { answer: null; why: string };

const timeoutMs = 15_000;

/** Signs and sends, once. Never rejects. */
export async function postBatch(batch: SealedBatch, to: Destination, nowMs: number): Promise<Posted> {
  const timestamp = String(Math.floor(nowMs / 1000));
  try {
    const response = await fetch(to.url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        [sourceHeader]: to.source,
        [timestampHeader]: timestamp,
        [signatureHeader]: signBatch(to.secret, timestamp, batch.body),
      },
      body: batch.body,
    });
    const answer = readAnswer(await response.text());
    return answer === null ? { answer, why: `HTTP ${response.status} of somebody else` } : { answer };
  } catch (error) {
    return { answer: null, why: error instanceof Error ? error.message : String(error) };
  }
}

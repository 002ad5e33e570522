/** From a reply to the bytes and headers of an HTTP answer. */
import type { CloudResponse, Reply } from './exchange';
import type { Header } from './limit-headers';
import { fraction } from './world/seed';
import { written } from './written';

export class Answers {
  private answered = 0;

  /** @param latencyMs typical time of an answer; 0 says nothing about time. */
  constructor(
    private readonly seed: number,
    private readonly latencyMs: number,
  ) {}

  /**
   * The Date header follows the emulator's clock, so that a reader of headers sees one time only.
   * @param delayMs added to the typical time
   */
  write(answer: Reply, limits: readonly Header[], nowMs: number, delayMs = 0): CloudResponse {
    this.answered += 1;
    const headers: Header[] = [
      ['Date', new Date(nowMs).toUTCString()],
      ['Content-Type', answer.file?.mediaType ?? 'application/json;charset=UTF-8'],
      ...limits,
      ...(answer.headers ?? []),
    ];
    const latencyMs = delayMs + (this.latencyMs > 0 ? this.latency() : 0);
    if (latencyMs > 0) headers.push(['X-Emulator-Latency-Ms', String(latencyMs)]);
    const { status, file, body } = answer;
    if (file !== undefined) return { status, headers, body: '', bytes: file.bytes };
    return {
      status,
      headers,
      body: body === null ? '' : written(body),
    };
  }

  /** Between half and twice the typical time; the same run gives the same times. */
  private latency(): number {
    return Math.round(this.latencyMs * 2 ** (2 * fraction(this.seed, 'latency', this.answered) - 1));
  }
}

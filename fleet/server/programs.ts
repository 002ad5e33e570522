/** What other programs ask: `/metrics`, and the JSON API under `/api/v1/`. */
import type { IncomingHttpHeaders } from 'node:http';
import { contentTypes, formatFor, metricsText } from '../metrics/open-metrics';
import type { MetricsSource } from '../metrics/source';

export interface ProgramAnswer {
  status: number;
  type: string;
  body: string;
}

export interface Programs {
  metrics: MetricsSource;
}

/** `null`: no program asks that. */
export function programAnswer(
  path: string,
  headers: IncomingHttpHeaders,
  { metrics }: Programs,
): (() => Promise<ProgramAnswer>) | null {
  if (path !== 'metrics') return null;
  return async () => {
    const format = formatFor(headers.accept);
    return { status: 200, type: contentTypes[format], body: metricsText(await metrics.snapshot(), format) };
  };
}

/** What other programs ask: `/metrics`, and the JSON API under `/api/v1/`. */
import type { IncomingHttpHeaders } from 'node:http';
import { apiAnswer, ApiError, apiPaths } from '../api/answers';
import { contentTypes, formatFor, metricsText } from '../metrics/open-metrics';
import type { MetricsPort, MetricsSource } from '../metrics/source';

export interface ProgramAnswer {
  status: number;
  type: string;
  body: string;
}

export interface Programs {
  metrics: MetricsSource;
  port: MetricsPort;
}

const apiFolder = 'api/v1/';

/** `null`: no program asks that. */
export function programAnswer(
  path: string,
  query: URLSearchParams,
  headers: IncomingHttpHeaders,
  { metrics, port }: Programs,
): (() => Promise<ProgramAnswer>) | null {
  if (path === 'metrics')
    return async () => {
      const format = formatFor(headers.accept);
      return {
        status: 200,
        type: contentTypes[format],
        body: metricsText(await metrics.snapshot(), format),
      };
    };
  if (!path.startsWith(apiFolder)) return null;
  const asked = apiPaths.find((one) => one === path.slice(apiFolder.length));
  if (asked === undefined)
    return () =>
      Promise.resolve(
        json(404, { error: `There are: ${apiPaths.map((one) => `/${apiFolder}${one}`).join(', ')}.` }),
      );
  return async () => {
    try {
      return json(200, await apiAnswer(asked, query, port));
    } catch (error) {
      if (error instanceof ApiError) return json(400, { error: error.message });
      throw error;
    }
  };
}

function json(status: number, value: unknown): ProgramAnswer {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}

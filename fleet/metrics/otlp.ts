/** Pushes snapshots by OTLP over HTTP, encoded by OpenTelemetry's own package, which the user installs. */
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import { peerFile } from '../store/optional-peer';
import { attributes, metricNames, metrics, type Attribute } from './catalogue';
import { samplesByMetric, type Sample, type Snapshot } from './snapshot';

/** OpenTelemetry's enumerations, by their numbers in its packages: types alone are taken from there. */
const cumulative = 1;
const [gaugeData, sumData] = [2, 3];
const doubleValues = 1;

const longestPushMs = 10_000;

export interface Pusher {
  /** @returns what went wrong; `null`: nothing. Figures are totals: what one push lacks the next one has. */
  push(snapshot: Snapshot): Promise<string | null>;
}

/** @throws DatabaseError that says what to install */
export function otlpPusher(
  url: string,
  headers: Readonly<Record<string, string>>,
  fetchIt: typeof fetch = fetch,
): Pusher {
  const { ProtobufMetricsSerializer: serializer } = createRequire(__filename)(
    peerFile('@opentelemetry/otlp-transformer'),
  ) as { ProtobufMetricsSerializer: typeof ProtobufMetricsSerializer };
  return {
    push: async (snapshot) => {
      const body = serializer.serializeRequest(resourceMetrics(snapshot));
      if (body === undefined) return 'the figures could not be encoded';
      try {
        const response = await fetchIt(url, {
          method: 'POST',
          headers: {
            ...headers,
            'Content-Type': 'application/x-protobuf',
            'Content-Encoding': 'gzip',
            'User-Agent': 'points-gauge-fleet',
          },
          body: gzipSync(body),
          // Elsewhere is not where the headers may go.
          redirect: 'error',
          signal: AbortSignal.timeout(longestPushMs),
        });
        await response.body?.cancel();
        return response.ok ? null : `${new URL(url).host} answers ${String(response.status)}`;
      } catch (error) {
        const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
        return cause instanceof Error ? cause.message : String(cause);
      }
    },
  };
}

/** The same samples that `/metrics` shows, by the names that OpenTelemetry has for them. */
export function resourceMetrics({ atMs, resource, samples }: Snapshot): ResourceMetrics {
  const scope = { name: 'points-gauge', version: resource['service.version'] ?? '' };
  const byMetric = samplesByMetric(samples);
  return {
    resource: { attributes: { ...resource } },
    scopeMetrics: [
      {
        scope,
        metrics: metricNames
          .filter((name) => byMetric.has(name))
          .map((name) => {
            const { kind, unit, about } = metrics[name];
            const dataPoints = (byMetric.get(name) ?? []).map(({ labels, value, startMs }) => ({
              startTime: hrTime(startMs ?? atMs),
              endTime: hrTime(atMs),
              attributes: named(labels),
              value,
            }));
            return {
              descriptor: { name, unit, description: about, valueType: doubleValues },
              aggregationTemporality: cumulative,
              dataPoints,
              ...(kind === 'counter'
                ? { dataPointType: sumData, isMonotonic: true }
                : { dataPointType: gaugeData }),
            };
          }),
      },
    ],
  } as unknown as ResourceMetrics;
}

function named(labels: Sample['labels']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([attribute, value]) => [attributes[attribute as Attribute], value]),
  );
}

function hrTime(ms: number): [seconds: number, nanos: number] {
  return [Math.floor(ms / 1_000), Math.round((ms % 1_000) * 1_000_000)];
}

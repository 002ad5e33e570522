/** A push of metrics, read by OpenTelemetry's own definitions of the protocol (generated from its .proto files, in its package). */
import { createRequire } from 'node:module';

export interface OtlpSample {
  name: string;
  unit: string;
  /** `null`: a gauge. */
  isMonotonic: boolean | null;
  attributes: Record<string, string>;
  value: number;
}

interface KeyValue {
  key: string;
  value: { stringValue: string };
}
interface Points {
  dataPoints: { attributes: KeyValue[]; asDouble: number }[];
}
interface Decoded {
  resourceMetrics: {
    resource: { attributes: KeyValue[] };
    scopeMetrics: {
      metrics: {
        name: string;
        unit: string;
        gauge?: Points | null;
        sum?: (Points & { isMonotonic: boolean; aggregationTemporality: number }) | null;
      }[];
    }[];
  }[];
}

interface Definitions {
  opentelemetry: {
    proto: {
      collector: { metrics: { v1: { ExportMetricsServiceRequest: { decode(bytes: Uint8Array): Decoded } } } };
    };
  };
}

export function otlpSamples(body: Uint8Array): { resource: Record<string, string>; samples: OtlpSample[] } {
  const definitions = createRequire(__filename)(
    '@opentelemetry/otlp-transformer/build/src/generated/root',
  ) as Definitions;
  const request =
    definitions.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest.decode(body);
  const [whole] = request.resourceMetrics;
  if (whole === undefined) throw new Error('The push has no metrics.');
  return {
    resource: namesOf(whole.resource.attributes),
    samples: whole.scopeMetrics.flatMap(({ metrics }) =>
      metrics.flatMap(({ name, unit, gauge, sum }) =>
        (sum ?? gauge ?? { dataPoints: [] }).dataPoints.map(({ attributes, asDouble }) => ({
          ...{ name, unit, isMonotonic: sum?.isMonotonic ?? null },
          attributes: namesOf(attributes),
          value: asDouble,
        })),
      ),
    ),
  };
}

function namesOf(attributes: readonly KeyValue[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));
}

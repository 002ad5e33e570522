/** What the fleet tells other programs at one moment: samples of the catalogue's metrics, whichever way they then go. */
import type { Attribute, MetricName } from './catalogue';

export type Labels = Partial<Record<Attribute, string>>;

export interface Sample {
  metric: MetricName;
  labels: Labels;
  value: number;
  /** Of counters: when they began, epoch milliseconds. */
  startMs?: number;
}

export interface Snapshot {
  atMs: number;
  /** What is true of all samples, by OpenTelemetry's names: which program, which app. */
  resource: Readonly<Record<string, string>>;
  samples: readonly Sample[];
}

export function samplesByMetric(samples: readonly Sample[]): Map<MetricName, Sample[]> {
  const groups = new Map<MetricName, Sample[]>();
  for (const sample of samples) {
    const known = groups.get(sample.metric);
    if (known === undefined) groups.set(sample.metric, [sample]);
    else known.push(sample);
  }
  return groups;
}

/**
 * The text that a scraper reads: OpenMetrics 1.0 where it asks for it, else Prometheus' own format 0.0.4, of which this is a part.
 * Samples bear no time of their own: a figure of ten minutes ago would be taken for a series that has ended. Its "as of" is a metric.
 */
import {
  attributes,
  metricNames,
  metrics,
  prometheusFamily,
  prometheusLabel,
  prometheusUnit,
  type Attribute,
} from './catalogue';
import { samplesByMetric, type Sample, type Snapshot } from './snapshot';

export type TextFormat = 'openMetrics' | 'prometheus';

export const contentTypes = {
  openMetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  prometheus: 'text/plain; version=0.0.4; charset=utf-8',
} as const satisfies Record<TextFormat, string>;

export function formatFor(accept: string | undefined): TextFormat {
  return /\bapplication\/openmetrics-text\b/.test(accept ?? '') ? 'openMetrics' : 'prometheus';
}

export function metricsText({ resource, samples }: Snapshot, format: TextFormat): string {
  const byMetric = samplesByMetric(samples);
  const parts = [targetText(resource, format)];
  for (const name of metricNames) {
    const own = byMetric.get(name) ?? [];
    if (own.length === 0) continue;
    const { kind, about } = metrics[name];
    const family = prometheusFamily(name);
    const unit = prometheusUnit(name);
    const isCounter = kind === 'counter';
    // The older format calls a counter by the name of its samples.
    const called = isCounter && format === 'prometheus' ? `${family}_total` : family;
    parts.push(`# TYPE ${called} ${kind}\n`);
    if (unit !== null && format === 'openMetrics') parts.push(`# UNIT ${called} ${unit}\n`);
    parts.push(`# HELP ${called} ${escaped(about)}\n`);
    for (const { labels, value, startMs } of own) {
      const text = labelsText(labels);
      parts.push(`${family}${isCounter ? '_total' : ''}${text} ${String(value)}\n`);
      if (isCounter && startMs !== undefined && format === 'openMetrics')
        parts.push(`${family}_created${text} ${String(startMs / 1_000)}\n`);
    }
  }
  if (format === 'openMetrics') parts.push('# EOF\n');
  return parts.join('');
}

/** Every scrape's own description, as OpenTelemetry's resource is told to Prometheus. */
function targetText(resource: Snapshot['resource'], format: TextFormat): string {
  const labels = Object.entries(resource).map(([name, value]) => labelText(name.replaceAll('.', '_'), value));
  const head =
    format === 'openMetrics'
      ? '# TYPE target info\n# HELP target Which fleet of which app\n'
      : '# TYPE target_info gauge\n# HELP target_info Which fleet of which app\n';
  return `${head}target_info{${labels.join(',')}} 1\n`;
}

function labelsText(labels: Sample['labels']): string {
  const parts: string[] = [];
  for (const attribute of Object.keys(attributes) as Attribute[]) {
    const value = labels[attribute];
    if (value !== undefined) parts.push(labelText(prometheusLabel(attribute), value));
  }
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function labelText(name: string, value: string): string {
  return `${name}="${escaped(value)}"`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}

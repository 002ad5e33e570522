import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import { hourFigures, points, report } from '../../src/reports/report';

/** What is written has no field beside those named, though a reader passes over what it does not know. */
export function closed<T>(schema: T): T {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closed) as T;
  const parts = Object.fromEntries(
    Object.entries(schema).map(([key, part]) => [key, closed(part as unknown)]),
  );
  return (schema as JsonSchema).type === 'object'
    ? ({ ...parts, additionalProperties: false } as T)
    : (parts as T);
}

/** docs/report.schema.json: the form of a report's JSON. Whether a date exists is for the reader, no pattern says it. */
export function reportSchema(): string {
  const { $schema, ...rest } = closed(
    toJsonSchema(report, {
      target: 'draft-2020-12',
      ignoreActions: ['check'],
      definitions: { points, hourFigures },
    }),
  );
  return `${JSON.stringify(
    {
      $schema,
      $id: 'points-gauge.report.v1',
      title: 'Points Gauge report, version 1',
      description:
        'Suggested evidence for a Tier 2 review. Points are estimates: low, likely, high. null is unknown, never 0.',
      ...rest,
    },
    null,
    2,
  )}\n`;
}

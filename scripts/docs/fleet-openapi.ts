/** docs/api/fleet.openapi.json: the fleet's API for programs, from the schemas that its answers are typed by. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { apiPaths, type ApiPath } from '../../fleet/api/answers';
import { shapes } from '../../fleet/api/shapes';
import { periods } from '../../fleet/pages/contract';
import { gaugeVersion } from '../../src/fleet-line/gauge-version';
import { closed } from './report-schema';

const about: Record<ApiPath, string> = {
  pools: 'The pools of the app in this hour, as the fleet’s page shows them',
  sites: 'The sites of a pool with what they drew in a period, the largest first',
  drains: 'Who drew on a pool in the hour of a moment: “what drained us at 14:23?”',
};

const pool = {
  ...{ name: 'pool', in: 'query', required: false, schema: { type: 'integer' } },
  description: 'A pool’s id, of /api/v1/pools; that which drew most when left out',
};
const parameters: Record<ApiPath, readonly object[]> = {
  pools: [],
  sites: [
    pool,
    {
      name: 'period',
      in: 'query',
      required: false,
      schema: { type: 'string', enum: periods, default: 'hour' },
    },
  ],
  drains: [
    pool,
    {
      ...{ name: 'at', in: 'query', required: false, schema: { type: 'string', format: 'date-time' } },
      description: 'A moment with its zone; now when left out',
    },
  ],
};

export function fleetOpenApi(): string {
  const schemas = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const { $schema: _, ...schema } = closed(toJsonSchema(shape, { target: 'draft-2020-12' }));
      return [name, schema];
    }),
  );
  const json = (name: string) => ({
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  });
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Points Gauge: fleet',
      version: gaugeVersion,
      description:
        'What all sites of an app drew from its pool of API points. Points are low, likely, high; what is not known is null; times are ISO 8601. Within v1 no field is taken away; new ones may come.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: 'http://127.0.0.1:4466' }],
    security: [{ token: [] }],
    paths: Object.fromEntries(
      apiPaths.map((path) => [
        `/api/v1/${path}`,
        {
          get: {
            ...{ operationId: path, summary: about[path], parameters: parameters[path] },
            responses: {
              200: { description: 'The answer', ...json(path) },
              400: { description: 'What was asked cannot be', ...json('error') },
              401: { description: 'The token is missing or wrong' },
            },
          },
        },
      ]),
    ),
    components: {
      schemas,
      securitySchemes: {
        token: {
          ...{ type: 'http', scheme: 'bearer' },
          description:
            'POINTS_GAUGE_FLEET_API_TOKEN of the server; none on its own machine where neither token nor password was set',
        },
      },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** docs/api: the APIs for programs, the fleet's and a site's, from the schemas that their answers are typed by. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { apiPaths, type ApiPath } from '../../fleet/api/answers';
import { shapes } from '../../fleet/api/shapes';
import { periods } from '../../fleet/pages/contract';
import { siteDrains, siteError, sitePools } from '../../src/admin/contract/program-views';
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
const moment = {
  ...{ name: 'at', in: 'query', required: false, schema: { type: 'string', format: 'date-time' } },
  description: 'A moment with its zone; now when left out',
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
  drains: [pool, moment],
};

interface Path {
  path: string;
  operationId: string;
  summary: string;
  parameters: readonly object[];
  security: object;
}

const form =
  'Points are low, likely, high; what is not known is null; times are ISO 8601. Within v1 no field is taken away; new ones may come.';

export function fleetOpenApi(): string {
  return openApi({
    title: 'Points Gauge: fleet',
    description: `What all sites of an app drew from its pool of API points. ${form}`,
    server: 'http://127.0.0.1:4466',
    shapes,
    scheme: {
      ...{ type: 'http', scheme: 'bearer' },
      description:
        'POINTS_GAUGE_FLEET_API_TOKEN of the server; none on its own machine where neither token nor password was set',
    },
    paths: apiPaths.map((path) => ({
      ...{ path: `/api/v1/${path}`, operationId: path, summary: about[path], parameters: parameters[path] },
      security: { scheme: [] },
    })),
  });
}

/** A scope of the app's own: scripts/forge/programs-variant.mjs has it for the manifest, and a test holds the two together. */
const siteScope = 'read:points-gauge:custom';

export function siteOpenApi(): string {
  const security = { scheme: [siteScope] };
  return openApi({
    title: 'Points Gauge: a site',
    description: `What the app drew from its pool of API points on one site, by Forge app REST APIs (preview). ${form}`,
    server: 'https://api.atlassian.com/svc/{product}/{cloudId}/apps/{appId}_{environmentId}',
    variables: {
      product: { default: 'jira', enum: ['jira', 'confluence'] },
      ...Object.fromEntries(['cloudId', 'appId', 'environmentId'].map((name) => [name, { default: name }])),
    },
    shapes: { pools: sitePools, drains: siteDrains, error: siteError },
    scheme: {
      type: 'oauth2',
      flows: {
        authorizationCode: {
          authorizationUrl: 'https://auth.atlassian.com/authorize',
          tokenUrl: 'https://auth.atlassian.com/oauth/token',
          scopes: { [siteScope]: 'Read what the app spends on this site' },
        },
      },
    },
    paths: [
      {
        ...{ path: '/points/pools', operationId: 'pools', parameters: [], security },
        summary: 'The app’s pools as this site knows them, in this hour',
      },
      {
        ...{ path: '/points/drains', operationId: 'drains', parameters: [moment], security },
        summary: 'Which calls drew in the hour of a moment: “what drained us at 14:23?”',
      },
    ],
  });
}

interface Api {
  title: string;
  description: string;
  server: string;
  variables?: object;
  shapes: Readonly<Record<string, Parameters<typeof toJsonSchema>[0]>>;
  scheme: object;
  paths: readonly Path[];
}

function openApi({ title, description, server, variables, shapes: all, scheme, paths }: Api): string {
  const schemas = Object.fromEntries(
    Object.entries(all).map(([name, shape]) => {
      // The document says which dialect its schemas are of.
      const schema: Record<string, unknown> = { ...closed(toJsonSchema(shape, { target: 'draft-2020-12' })) };
      delete schema['$schema'];
      return [name, schema];
    }),
  );
  const json = (name: string) => ({
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  });
  const document = {
    openapi: '3.1.0',
    info: { title, version: gaugeVersion, description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: server, ...(variables === undefined ? {} : { variables }) }],
    paths: Object.fromEntries(
      paths.map(({ path, operationId, summary, parameters: own, security }) => [
        path,
        {
          get: {
            ...{ operationId, summary, security: [security], parameters: own },
            responses: {
              200: { description: 'The answer', ...json(operationId) },
              400: { description: 'What was asked cannot be', ...json('error') },
              401: { description: 'The token is missing or wrong' },
            },
          },
        },
      ]),
    ),
    components: { schemas, securitySchemes: { scheme } },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

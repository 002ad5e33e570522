/** The app's own scope: who shows it may read the figures of the site. Once registered it can be neither renamed nor deleted. */
export const programScope = 'read:points-gauge:custom';

/** For `forge custom-scopes create -f`. */
export const customScopes = {
  version: 1,
  scopes: {
    [programScope]: {
      displayName: 'Read what the app spends',
      description:
        'Read how the app’s pool of API points stands on this site, and which calls drew on it in an hour. No content, no names of people.',
    },
  },
};

const route = { operation: 'GET', accept: ['application/json'], scopes: [programScope] };

/**
 * The manifest for an app that programs and agents may ask, and that runs a function while a pool is in alarm, from the manifest as read from YAML. It asks
 * for no scope of Atlassian's more. Its input is left as it is.
 * @param {import('./manifest').Manifest} manifest
 * @returns {import('./manifest').Manifest}
 */
export function programsVariant(manifest) {
  const { modules } = manifest;
  return {
    ...manifest,
    modules: {
      ...modules,
      apiRoute: [
        { key: 'pg-api-pools', path: '/points/pools', function: 'api-pools', ...route },
        { key: 'pg-api-drains', path: '/points/drains', function: 'api-drains', ...route },
      ],
      action: [
        {
          ...{ key: 'pg-pools', name: 'How the pool of API points stands', function: 'act-pools' },
          actionVerb: 'GET',
          description:
            'Tells how many Atlassian API points of this hour the app has used on this site, how near the limit is, how the hour will end and when the pool is full again.',
          inputs: {},
        },
        {
          ...{ key: 'pg-drains', name: 'What drained the pool of API points', function: 'act-drains' },
          actionVerb: 'GET',
          description:
            'Tells which calls of the app drew most API points in the hour of a moment, by endpoint, route, trigger and feature, and how many were refused. For “what drained us at 14:23?”.',
          inputs: {
            at: {
              ...{ title: 'Moment', type: 'string', required: true },
              description: 'ISO 8601 with its zone, for example 2026-11-27T14:23+01:00',
            },
          },
        },
      ],
      'rovo:mcp': [{ key: 'pg-mcp', name: 'Points Gauge', tools: ['pg-pools', 'pg-drains'] }],
      consumer: [
        ...(modules.consumer ?? []),
        { key: 'alarm-consumer', queue: 'pg-alarm', function: 'pool-alarm' },
      ],
      function: [
        ...modules.function,
        { key: 'api-pools', handler: 'index.apiPools' },
        { key: 'api-drains', handler: 'index.apiDrains' },
        { key: 'act-pools', handler: 'index.actPools' },
        { key: 'act-drains', handler: 'index.actDrains' },
        { key: 'pool-alarm', handler: 'index.alarm' },
      ],
    },
  };
}

// The layers of docs/architecture.md as rules. Each is named after what it forbids, since that is what a failed check prints.
// From the ground up: model < headers, costs, limits < calls < bridge-client, usage, pacing, paste < insights, reports, forge-client, protocol,
// fleet-line, pool-notice < ledger, node-client < admin, ingest < app < index.

/** Computation only: no platform, no clock, no chance (the last two are lint rules). */
const pure =
  '^src/((model|time|object|input-error|known-texts|text-order)\\.ts$|(headers|costs|limits|calls|bridge-client|usage|pacing|paste|insights|reports|fleet-line)/)';

/** Folders from the ground up; what stands in one row may not import from a row above it. */
const rows = [
  ['(model|time|object|input-error|known-texts|text-order)\\.ts$'],
  ['headers/', 'costs/', 'limits/'],
  ['calls/'],
  ['bridge-client/', 'usage/', 'pacing/', 'paste/'],
  ['insights/', 'reports/', 'forge-client/', 'protocol/', 'fleet-line/', 'pool-notice/'],
  ['ledger/', 'node-client/'],
  ['admin/', 'ingest/'],
  ['app/'],
  ['[^/]+\\.ts$'],
];

const upward = rows.slice(0, -1).map((row, index) => {
  const above = rows.slice(index + 1).flat();
  return {
    name: `no-upward-import-from-row-${index + 1}`,
    comment: `A layer knows only what lies below it: ${row.join(', ')} must not import ${above.join(', ')}.`,
    severity: 'error',
    from: { path: `^src/(${row.join('|')})` },
    // model.ts, time.ts, object.ts, input-error.ts, text-order.ts and known-texts.ts are files beside the entry points of the top row, and below everything.
    to: {
      path: `^src/(${above.join('|')})`,
      pathNot: '^src/(model|time|object|input-error|known-texts|text-order)\\.ts$',
    },
  };
});

/**
 * Only the folders named in `allowed` may import the package.
 * @param {string} packageName
 * @param {{ name: string, path: string }} allowed
 * @param {string} comment
 */
function only(packageName, allowed, comment) {
  return {
    name: `only-${allowed.name}-imports-forge-${packageName}`,
    comment,
    severity: 'error',
    from: { path: '^(src|static)/', pathNot: allowed.path },
    to: { path: `(^|/)node_modules/@forge/${packageName}/|^@forge/${packageName}(/|$)` },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one idea cut in the wrong place.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'pure-imports-no-forge',
      comment: 'Pure folders run in a browser, a script and a test alike.',
      severity: 'error',
      from: { path: pure },
      to: { path: '(^|/)node_modules/@forge/|^@forge/' },
    },
    {
      name: 'pure-imports-no-node',
      comment: 'Pure folders run in a browser, too.',
      severity: 'error',
      from: { path: pure },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'node-client-imports-no-forge',
      comment: 'A back end outside of Forge must not have to install it, nor what only the Forge app needs.',
      severity: 'error',
      from: { path: '^src/(node-client|protocol)/' },
      to: { path: '(^|/)node_modules/@forge/|^@forge/|^src/(ledger|usage|insights|reports|forge-client)/' },
    },
    only(
      'kvs',
      { name: 'ledger', path: '^src/ledger/' },
      'One place writes the account, so that one place can keep it right.',
    ),
    only(
      'api',
      { name: 'forge-client-admin-app', path: '^src/((forge-client|admin|app)/|api\\.ts$)' },
      'A product call made elsewhere would not be metered.',
    ),
    only(
      'metrics',
      { name: 'index', path: '^src/index\\.ts$' },
      'An app that embeds the gauge need not have it: who counts over all sites hands the counters in.',
    ),
    only('events', { name: 'app', path: '^src/app/' }, 'Queues are wiring.'),
    only(
      'bridge',
      { name: 'page-api', path: '^static/dashboard/src/(api|host|product-calls)\\.ts$' },
      'One file of the page talks to its app, one to the product around it.',
    ),
    ...upward,
    {
      name: 'folder-without-a-layer',
      comment: 'A new folder of src gets its place in the rows above, else nothing would be checked in it.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${rows.slice(1, -1).flat().join('|')})` },
      to: {},
    },
    {
      name: 'app-imports-only-src',
      comment: 'What is deployed must not need what stays at home.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(emulator|demo|scripts|test|static|bench|cli|fleet)/' },
    },
    {
      name: 'fleet-planning-is-pure',
      comment:
        'What to read next is played in tests against every failure: it has no clock, no network and no database.',
      severity: 'error',
      from: { path: '^fleet/(planning|estimate)/' },
      to: { pathNot: '^(fleet/(planning|estimate)/|src/time\\.ts$)' },
    },
    {
      name: 'fleet-imports-no-forge',
      comment:
        'The owner’s program runs where no Forge package is; commands beside it know it, it knows none of them.',
      severity: 'error',
      from: { path: '^fleet/' },
      to: {
        path: '(^|/)node_modules/@forge/|^@forge/|^(emulator|demo|scripts|test|static|bench|cli)/|^src/(ledger|forge-client|admin|app|node-client|ingest)/',
        pathNot: '^emulator/testing/text-table\\.ts$',
      },
    },
    {
      name: 'cloud-is-a-second-opinion',
      comment: 'The emulator that checks the gauge must not share its arithmetic.',
      severity: 'error',
      from: { path: '^emulator/cloud/' },
      to: { path: '^src/', pathNot: '^src/model\\.ts$' },
    },
    {
      name: 'page-imports-only-the-contract',
      comment:
        'The page knows the words, what it may ask and how its own calls are counted, and writes the files of a report; not how the answer is made.',
      severity: 'error',
      from: { path: '^static/dashboard/' },
      to: {
        path: '^(src|emulator|demo|scripts|test)/',
        pathNot: '^src/(model|time|object|admin/contract/contract|(bridge-client|reports)/[^/]+)\\.ts$',
      },
    },
    {
      name: 'fleet-page-imports-only-the-contract',
      comment: 'The page of the fleet knows what it may ask; who answers is a program.',
      severity: 'error',
      from: { path: '^static/dashboard/' },
      to: { path: '^fleet/', pathNot: '^fleet/pages/contract\\.ts$' },
    },
    {
      name: 'admin-page-without-the-fleet',
      comment: 'Forge’s page has a weight, and nothing of the owner’s program belongs in it.',
      severity: 'error',
      from: { path: '^static/dashboard/src/', pathNot: '^static/dashboard/src/fleet/' },
      to: { path: '^static/dashboard/src/fleet/|^fleet/' },
    },
    {
      name: 'fleet-page-without-the-bridge',
      comment: 'There is no Forge around it.',
      severity: 'error',
      from: { path: '^static/dashboard/src/fleet/' },
      to: { path: '^static/dashboard/src/(api|host|product-calls)\\.ts$' },
    },
    {
      name: 'no-unresolvable-import',
      comment: 'A misspelt import would slip past every rule above.',
      severity: 'error',
      from: {},
      // Made by the builds of the pages.
      to: { couldNotResolve: true, pathNot: '^design-tokens\\.css$|\\?(first|rest)$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // Tests stand beside their sources and may take what they need; Forge's tools have an install of their own.
    exclude: { path: '(^|/)(dist|\\.cache)/|\\.test\\.ts$|^scripts/forge/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

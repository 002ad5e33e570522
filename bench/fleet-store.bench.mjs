// What a day of 3,500 sites costs to store in PGlite and in PostgreSQL, and the pages after it and with 30 days in the store.
// Run: npm run bench -- fleet-store   (exit 1 when a bound is missed)
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { figure } from './figures.mjs';

/** Found by a profile. */
const dayMissed =
  'a profile shows three tenths in writing lines and their sites 100 a page (half of it the parsing of their JSON and the checks of their keys), a fifth in making sums anew, a tenth in the table of counts, and four tenths in this process: reading Atlassian’s JSON, checking it and handing values to the database; counts of new minutes are added unread, and sums of lines are made for lines alone, which took a fifth away';
/** The most points, and so the most requests, that Tier 1 allows in a day. */
const mostRequests = 24 * 65_000;
/** @param {...(string | number)} asked */
const loaded = (...asked) =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, 'fleet-load.mjs'), ...asked.map(String)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );

for (const [store, name, mostMb] of /** @type {const} */ ([
  ['pglite', 'PGlite', 1200],
  ['postgresql', 'PostgreSQL', 300],
])) {
  const ifMissed = store === 'pglite' ? dayMissed : undefined;
  const [fewest, few, many] = [35, 350, 3_500].map((sites) =>
    loaded(store, 'day', sites, (mostRequests * sites) / 3_500),
  );
  for (const { lines, counts, seconds, cpuSeconds, countsCpuSeconds, reportMs, memoryMb } of [
    fewest,
    few,
    many,
  ])
    console.log(
      `${name}: ${lines} lines and ${counts} counts of a day: ${cpuSeconds.toFixed(1)} s of the processor (counts ${countsCpuSeconds.toFixed(1)}), ${seconds.toFixed(1)} s on the clock; the hour's report ${reportMs.toFixed(0)} ms; ${memoryMb.toFixed(0)} MB`,
    );
  figure(
    `${name}: a day of 3,500 sites and 1.56 million requests, work of this process`,
    many.cpuSeconds,
    's',
    {
      most: 60,
      ifMissed,
    },
  );
  // With a server its work is not in that: the clock has it, and whatever else the machine does.
  figure(`${name}: the same on the clock`, many.seconds, 's', { most: 60, ifMissed });
  figure(`${name}: memory of the process meanwhile`, Math.max(few.memoryMb, many.memoryMb), 'MB', {
    most: mostMb,
  });
  figure(`${name}: the report of its last hour`, many.reportMs, 'ms', { most: 1000 });
  for (const [sites, growth] of /** @type {const} */ ([
    [35, exponent(fewest.cpuSeconds, many.cpuSeconds, 100)],
    [350, exponent(few.cpuSeconds, many.cpuSeconds, 10)],
  ]))
    figure(`${name}: exponent of work, a day of ${sites} to 3,500 sites`, growth, '', { most: 1.1 });
  for (const [page, ms] of /** @type {const} */ ([
    ['all sites', many.overviewMs],
    ['3,500 sites', many.sitesMs],
    ['one site', many.siteMs],
  ]))
    figure(`${name}: the page of ${page}, a day stored`, ms, 'ms', { most: 1000 });

  const month = loaded(store, 'month', 3_500);
  console.log(
    `${name}: ${month.hoursOfSites} hours of sites in 30 days: the list of them in ${month.firstMs.toFixed(0)} ms, again in ${month.againMs.toFixed(0)} ms, after ANALYZE in ${month.analyzedMs.toFixed(0)} ms`,
  );
  const slowest = Math.max(month.firstMs, month.againMs, month.analyzedMs);
  for (const [page, ms] of [
    ['3,500 sites over 30 days, slowest of three', slowest],
    ['all sites', month.overviewMs],
    ['one site', month.siteMs],
  ])
    figure(`${name}: the page of ${page}, 30 days stored`, ms, 'ms', { most: 1000 });
  for (const { days, ms, longestWaitMs } of month.evidence)
    figure(
      `${name}: the page of all sites while evidence of ${days} days is made (${ms.toFixed(0)} ms)`,
      longestWaitMs,
      'ms',
      {
        most: 1000,
      },
    );
}

/**
 * @param {number} few
 * @param {number} many
 * @param {number} times
 */
function exponent(few, many, times) {
  return Math.log(many / few) / Math.log(times);
}

// Which reader gets what out of the recorded responses of Atlassian and Backlog, told as facts that can be right or wrong.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseRateLimit } from 'ratelimit-header-parser';
import { parseList } from 'structured-headers';

const folder = join(import.meta.dirname, '..', 'test', 'fixtures', 'headers');

/**
 * @import { BucketReading, QuotaReading, Throttle } from '../src/model'
 * @import { readRateLimits } from '../src/headers/read'
 * @import { headerSource } from '../src/headers/source'
 */

/**
 * What a reading says of limits and refusals.
 * @typedef {{ quotas: readonly Pick<QuotaReading, 'policy' | 'quota' | 'windowSeconds' | 'remaining'>[], buckets: readonly Pick<BucketReading, 'limit' | 'remaining'>[], throttle: Pick<Throttle, 'reason'> | null }} Said
 * @typedef {{ headers: [string, string][], status: number | null, receivedAt: string, product: Exclude<import('../src/headers/context').ReadContext['product'], undefined>, expected: Said }} Capture
 * @typedef {(capture: Capture) => string[]} Reader
 */

/**
 * The captures whose product is known: `generic` ones are of other companies.
 * @type {Capture[]}
 */
const captures = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
  .filter((/** @type {Capture} */ capture) => capture.product !== 'generic');

/** @param {Said['quotas'][number]} quota */
const quotaFact = ({ policy, quota, windowSeconds, remaining }) =>
  `quota ${policy} of ${quota} in ${windowSeconds} s, ${remaining} left`;
/** @param {Said['buckets'][number]} bucket */
const bucketFact = ({ limit, remaining }) => `${limit}, ${remaining} left`;
/** @param {Pick<Throttle, 'reason'>} throttle */
const throttleFact = (throttle) => `refused: ${throttle.reason}`;

/**
 * Every limit and the refusal that a person reads in the capture.
 * @param {{ expected: Said }} capture
 */
function truthOf({ expected }) {
  return [
    ...expected.quotas.map(quotaFact),
    ...expected.buckets.map(bucketFact),
    ...(expected.throttle === null ? [] : [throttleFact(expected.throttle)]),
  ];
}

/**
 * The package answers with one limit and its remainder, so any limit of the capture counts as right.
 * @param {Capture} capture
 */
function factsOfParser({ headers, expected }) {
  const read = parseRateLimit(new globalThis.Headers(headers));
  if (read === undefined) return [];
  const quota = expected.quotas.find((one) => one.quota === read.limit && one.remaining === read.remaining);
  return [quota === undefined ? bucketFact(read) : quotaFact(quota)];
}

/**
 * The package reads the grammar; joining both lists by name is done for it here.
 * @param {Capture} capture
 */
function factsOfGrammar({ headers }) {
  /** @param {string} name */
  const value = (name) => headers.find(([header]) => header.toLowerCase() === name)?.[1];
  /** @type {string[]} */
  const facts = [];
  for (const prefix of ['', 'beta-']) {
    const quotas = new Map();
    for (const name of [`${prefix}ratelimit-policy`, `${prefix}ratelimit`]) {
      for (const [policy, parameters] of parseList(value(name) ?? '')) {
        quotas.set(policy, { ...quotas.get(policy), ...Object.fromEntries(parameters) });
      }
    }
    for (const [policy, { q = null, w = null, r = null }] of quotas) {
      facts.push(quotaFact({ policy, quota: q, windowSeconds: w, remaining: r }));
    }
  }
  return facts;
}

/**
 * @param {{ readRateLimits: typeof readRateLimits, headerSource: typeof headerSource }} gauge
 * @returns {Reader}
 */
function factsOfGauge({ readRateLimits, headerSource }) {
  return ({ headers, status, receivedAt, product }) => {
    const context = { status, receivedAtMs: Date.parse(receivedAt), product };
    return truthOf({ expected: readRateLimits(headerSource(headers), context) });
  };
}

/** @param {Reader} read */
function score(read) {
  const sum = { wholeCaptures: 0, rightFacts: 0, wrongFacts: 0 };
  for (const capture of captures) {
    const truth = truthOf(capture);
    /** @type {string[]} */
    let facts = [];
    try {
      facts = read(capture);
    } catch {
      // A reader that throws has read nothing.
    }
    const right = facts.filter((fact) => truth.includes(fact)).length;
    sum.rightFacts += right;
    sum.wrongFacts += facts.length - right;
    if (right === truth.length && facts.length === right) sum.wholeCaptures += 1;
  }
  return sum;
}

/**
 * Prints the table; returns whether the gauge read everything right.
 * @param {Parameters<typeof factsOfGauge>[0]} gauge
 */
export function printWhoReadsWhat(gauge) {
  const facts = captures.flatMap(truthOf).length;
  const silent = captures.filter((capture) => truthOf(capture).length === 0).length;
  console.log(
    `\nWho reads what right in ${captures.length} responses of Atlassian and Backlog (${silent} of them say nothing):`,
  );
  console.log(`${''.padEnd(30)}whole responses   limits and refusals   misread`);
  const readers = {
    readRateLimits: factsOfGauge(gauge),
    'structured-headers 2.1.0': factsOfGrammar,
    'ratelimit-header-parser 0.1.0': factsOfParser,
  };
  for (const [name, read] of Object.entries(readers)) {
    const { wholeCaptures, rightFacts, wrongFacts } = score(read);
    const whole = `${wholeCaptures} of ${captures.length}`;
    const limits = `${rightFacts} of ${facts}`;
    console.log(
      `${name.padEnd(30)}${whole.padStart(15)}${limits.padStart(22)}${String(wrongFacts).padStart(10)}`,
    );
  }
  const own = score(readers.readRateLimits);
  return own.wholeCaptures === captures.length;
}

// What a metered call costs beside the bare one, and beside what others put around their calls.
// Run: npm run bench -- call   (exit 1 when a goal is missed)
import { performance } from 'node:perf_hooks';
import { measureAllocation } from './allocation.mjs';
import { bodies, clientsFor, does, without } from './clients.mjs';
import { figure, median, quantile, spreadOf } from './figures.mjs';

/** Goals of ours, by call: microseconds added to a small one and to one of 1 MB, and bytes. */
const goals = /** @type {const} */ ({
  'Points Gauge (Forge)': { us: 12, largeUs: 80, bytes: 8_000 },
  'Points Gauge (Node)': { us: 8, largeUs: 80, bytes: 5_000 },
});

/** @param {string} name @returns {{ us: number, largeUs: number, bytes: number } | null} `null` for those of others */
const goalOf = (name) =>
  name === 'Points Gauge (Forge)' || name === 'Points Gauge (Node)' ? goals[name] : null;
const isCountedOnly = process.argv.includes('--counted');

/** @param {string} name */
const isSlow = (name) => /bottleneck|throttling/.test(name);

/** Found by a profile, and by parsing 1 MB before each small call: that adds as much to a small call, metered or bare. */
const coldWhy =
  'the meter does for 1 MB what it does for a small call, but finds its code and data gone from the caches after the parse';

/** Found by a profile of the processor, with what was tried. */
const smallWhy =
  'of what it adds a profile shows a fifth within fetch’s own Headers, which are asked for 18 names, and no other part above a tenth; shared methods of answers and fewer closures are in already';

/** Found by a profile of the heap, beside a bare call of an invocation. */
const bytesWhy =
  'a fifth of it is no work of the meter: Node up to 22 keeps a record of each promise for each AsyncLocalStorage, and the meter has one beside that of Forge’s runtime (from Node 24 on there is no such record); of the rest a profile shows 0.7 KB within fetch’s own Headers, 1.2 KB for the two lists of policies and 0.8 KB for the call and what waits for its answer';

/**
 * A hash of a number, for an order without a rhythm.
 * @param {number} i
 */
const mixed = (i) => (Math.imul(i + 1, 2_654_435_761) >>> 0) >>> 15;

/** @param {() => Promise<unknown>} call */
async function timed(call) {
  const start = performance.now();
  await call();
  return (performance.now() - start) * 1000;
}

/**
 * Added time a call in microseconds. A call with and one without take turns, in changing order: what slows the machine for a
 * moment hits both. The spread is that of the medians of ten parts of the run.
 * @param {string} body
 * @param {{ pairs: number, slowPairs: number }} counts
 */
async function measureTimes(body, { pairs, slowPairs }) {
  /** @type {Readonly<Record<string, () => Promise<unknown>>>} */
  const clients = clientsFor(body);
  /** @type {Record<string, { addedUs: number, spread: number[], addedP99Us: number }>} */
  const results = {};
  for (const [name, base] of Object.entries(without)) {
    const [call, bare] = [clients[name], clients[base]];
    if (call === undefined || bare === undefined)
      throw new Error(`There is no client "${name}" or "${base}".`);
    const count = isSlow(name) ? slowPairs : pairs;
    /** @type {number[]} */
    const added = [];
    /** @type {[number[], number[]]} */
    const [all, allBare] = [[], []];
    for (let i = 0; i < count * 1.1; i += 1) {
      let withUs;
      let bareUs;
      // By chance, and the same chance each time: a garbage collection that comes every so many calls must not favour one.
      if (mixed(i) % 2 === 0) {
        withUs = await timed(call);
        bareUs = await timed(bare);
      } else {
        bareUs = await timed(bare);
        withUs = await timed(call);
      }
      if (i < count * 0.1) continue;
      added.push(withUs - bareUs);
      all.push(withUs);
      allBare.push(bareUs);
    }
    const part = Math.ceil(added.length / 10);
    const parts = Array.from({ length: 10 }, (_, i) => added.slice(i * part, (i + 1) * part)).filter(
      (one) => one.length > 0,
    );
    results[name] = {
      addedUs: median(added),
      spread: spreadOf(parts.map(median)),
      addedP99Us: quantile(all, 0.99) - quantile(allBare, 0.99),
    };
  }
  return results;
}

if (!isCountedOnly) {
  const small = await measureTimes(bodies.small, { pairs: 8000, slowPairs: 60 });
  for (const [name, { addedUs, addedP99Us, spread }] of Object.entries(small)) {
    const own = goalOf(name);
    const goal = own === null ? {} : { most: own.us, ifMissed: smallWhy };
    figure(`${name}: added to a small call, median`, addedUs, 'µs', { spread, ...goal });
    figure(`${name}: added to a small call, p99`, addedP99Us, 'µs');
  }
  console.log(
    `What each does: ${Object.entries(does)
      .map(([name, what]) => `${name} ${what}`)
      .join('; ')}. Those that wait on timers do so by design: no ratio to them is made.`,
  );
  const large = await measureTimes(bodies.large, { pairs: 300, slowPairs: 40 });
  const parseUs = [];
  for (let i = 0; i < 60; i += 1) {
    const start = performance.now();
    JSON.parse(bodies.large);
    parseUs.push((performance.now() - start) * 1000);
  }
  figure('JSON.parse of the 1 MB body', median(parseUs), 'µs', { spread: spreadOf(parseUs) });
  for (const [name, { addedUs, spread }] of Object.entries(large)) {
    const own = goalOf(name);
    const goal = own === null ? {} : { most: own.largeUs, ifMissed: coldWhy };
    figure(`${name}: added to a 1 MB call, median`, addedUs, 'µs', { spread, ...goal });
    if (own === null) continue;
    figure(`${name}: share of the 1 MB body's JSON time`, (addedUs / median(parseUs)) * 100, '%', {
      most: 1,
      ifMissed: coldWhy,
    });
  }
}

const { clients, recordOfPromises } = await measureAllocation();
figure(
  'bare call: allocated more within an invocation, where Node keeps a record of promises',
  recordOfPromises,
  'B',
);
for (const [name, { bytes, isCopied }] of Object.entries(clients)) {
  const own = goalOf(name);
  const goal = own === null ? {} : { most: own.bytes, ifMissed: bytesWhy, tolerance: 0.15 };
  figure(`${name}: allocated by a small call`, bytes, 'B', goal);
  if (own !== null)
    figure(`${name}: bodies copied of a 1 MB call`, isCopied ? 1 : 0, 'copies', { most: 0, tolerance: 0 });
}

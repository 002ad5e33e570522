// What a metered call costs beside the bare one, and beside what others put around their calls.
// Run: npm run bench -- call   (exit 1 when a goal is missed)
import { performance } from 'node:perf_hooks';
import { measureAllocation } from './allocation.mjs';
import { bodies, clientsFor, does, without } from './clients.mjs';
import { figure, median, quantile, shown, spreadOf } from './figures.mjs';

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

/** Found by a profile, and by parsing 1 MB before small calls: the rows on the first and the second of them. */
const coldWhy =
  'it is not scatter alone: the meter does for 1 MB what it does for a small call, but finds its code and data gone from the caches after the parse, as the rows on the first and the second small call after a parse show; less code or one booking for several calls would help, and the latter is not tried';

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

/** The bare call in the place of a client: what is found there is the noise of this way to measure. */
const itself = 'bare call against itself';

/**
 * In 95 of 100 runs the median lies between the two, by the order of the values alone.
 * @param {readonly number[]} values
 * @returns {[number, number]}
 */
function medianInterval(values) {
  const half = 0.98 / Math.sqrt(values.length);
  return [quantile(values, Math.max(0, 0.5 - half)), quantile(values, Math.min(1, 0.5 + half))];
}

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
  /** @type {Record<string, { addedUs: number, spread: number[], addedP99Us: number, sure: readonly [number, number] }>} */
  const results = {};
  for (const [name, base] of [...Object.entries(without), /** @type {const} */ ([itself, 'bare'])]) {
    const [call, bare] = [clients[name === itself ? base : name], clients[base]];
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
      sure: medianInterval(added),
    };
  }
  return results;
}

/**
 * What is added to the first and to the second small call after a parse of 1 MB, in microseconds: nothing else differs between them.
 * @param {string} name
 * @param {string} base
 */
async function measureAfterParse(name, base) {
  /** @type {Readonly<Record<string, () => Promise<unknown>>>} */
  const clients = clientsFor(bodies.small);
  const [call, bare] = [clients[name], clients[base]];
  if (call === undefined || bare === undefined) throw new Error(`There is no client "${name}" or "${base}".`);
  for (let i = 0; i < 1000; i += 1) {
    await call();
    await bare();
  }
  /** @param {() => Promise<unknown>} one @returns {Promise<[number, number]>} */
  const firstAndSecond = async (one) => {
    JSON.parse(bodies.large);
    return [await timed(one), await timed(one)];
  };
  /** @type {[number[], number[]]} */
  const added = [[], []];
  for (let i = 0; i < 200; i += 1) {
    const isFirst = mixed(i) % 2 === 0;
    const before = await firstAndSecond(isFirst ? call : bare);
    const after = await firstAndSecond(isFirst ? bare : call);
    const [withUs, bareUs] = isFirst ? [before, after] : [after, before];
    added[0].push(withUs[0] - bareUs[0]);
    added[1].push(withUs[1] - bareUs[1]);
  }
  return added;
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
  for (const [name, { addedUs, spread, sure }] of Object.entries(large)) {
    const own = goalOf(name);
    const goal = own === null ? {} : { most: own.largeUs, ifMissed: coldWhy };
    figure(`${name}: added to a 1 MB call, median`, addedUs, 'µs', { spread, ...goal });
    if (own !== null || name === itself)
      console.log(
        `${name}, 1 MB: ${shown(sure[0])} to ${shown(sure[1])} µs is the 95% interval of the median.`,
      );
    if (own === null) continue;
    figure(`${name}: share of the 1 MB body's JSON time`, (addedUs / median(parseUs)) * 100, '%', {
      most: 1,
      ifMissed: coldWhy,
    });
  }
}

if (!isCountedOnly)
  for (const name of /** @type {(keyof typeof goals)[]} */ (Object.keys(goals))) {
    const [first, second] = await measureAfterParse(name, without[name]);
    figure(`${name}: added to the first small call after a parse of 1 MB, median`, median(first), 'µs');
    figure(`${name}: added to the second, median`, median(second), 'µs');
  }

const { clients, recordOfPromises, onlyCall } = await measureAllocation();
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
figure(
  'Points Gauge (Forge): allocated by a small call that is the only one of its invocation',
  onlyCall,
  'B',
);

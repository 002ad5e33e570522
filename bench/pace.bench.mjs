// What a pace does for an app that wants twice what its pool has, against the emulated cloud in virtual time, and what it costs.
// Run: npm run bench -- pace   (exit 1 when a goal is missed)   node bench/pace.bench.mjs 5   (other seeds)
import { figure, verdict } from './figures.mjs';
import { loadSource } from './load.mjs';

const { playOverrun, playStorm, storms, measureOverhead } = await loadSource(
  "export * from './test/support/pace-workload'; export * from './test/support/pace-storm'; export * from './test/support/pace-overhead';",
);

const firstSeed = Number(process.argv[2] ?? 1);
/** A third of Tier 1's pool, so that an hour of it plays in seconds; the shares are what counts. */
const quotaPoints = 20_000;
const reserveShare = 0.1;
/** @param {Readonly<Record<string, number>>} counts */
const sum = (counts) => Object.values(counts).reduce((all, count) => all + count, 0);
/** @param {number} share */
const percent = (share) => `${(share * 100).toFixed(1)}%`;

/**
 * What sites and schedules look like; each with two seeds.
 * @typedef {{ isolates: number, backgroundShare: number, personShare: number, foreignShare?: number, isBeyond?: boolean }} Shape
 * @type {Readonly<Record<string, Shape>>}
 */
const shapes = {
  'one process': { isolates: 1, backgroundShare: 2, personShare: 0.04 },
  'four processes': { isolates: 4, backgroundShare: 2, personShare: 0.04 },
  // People who want three times the reserve, and other sites that nobody here sees below 80%: shown, and no goal.
  'many people': { isolates: 3, backgroundShare: 2, personShare: 0.3, isBeyond: true },
  'others draw a fifth': {
    ...{ isolates: 3, backgroundShare: 2, personShare: 0.04 },
    foreignShare: 0.2,
    isBeyond: true,
  },
};
const rows = [];
for (const [shape, { isBeyond = false, ...options }] of Object.entries(shapes)) {
  for (const seed of [firstSeed, firstSeed + 1]) {
    const common = { seed, hours: 2, quotaPoints, ...options };
    const without = await playOverrun({ ...common, pace: null });
    const paced = await playOverrun({ ...common, pace: { reserveShare } });
    const name = `${shape}, seed ${seed}`;
    const foreignPoints = (options.foreignShare ?? 0) * quotaPoints;
    const done = paced.hours.map(
      (/** @type {{ background: number, person: number }} */ { background, person }) =>
        background / (quotaPoints * (1 - reserveShare) - person - foreignPoints),
    );
    const people = sum(paced.refused.person) + paced.peoplePutOff;
    /** @param {string} what @param {boolean} holds @param {string} found */
    const shownOrGoal = (what, holds, found) => {
      verdict(what, isBeyond || holds, isBeyond ? `shown: ${found}` : found);
    };
    shownOrGoal(
      `${name}: no call for a person refused or put off`,
      people === 0,
      `${people}, ${sum(without.refused.person)} without`,
    );
    verdict(
      `${name}: 95% of the work that may be done`,
      Math.min(...done) >= 0.95,
      done.map(percent).join(' '),
    );
    verdict(
      `${name}: nothing sent against better knowledge`,
      paced.sentAgainstBetterKnowledge === 0,
      `${paced.sentAgainstBetterKnowledge}, ${without.sentAgainstBetterKnowledge} without`,
    );
    rows.push({
      shape: name,
      'refused without': sum(without.refused.person) + sum(without.refused.background),
      'refused with': sum(paced.refused.person) + sum(paced.refused.background),
      'storage reads an hour and process': Math.round(paced.storageReads / 2 / options.isolates),
      'writes an hour': paced.storageWrites / 2,
    });
  }
}

for (const { name, calls } of [
  { name: 'one endpoint', calls: 6_000 },
  { name: 'one issue', calls: 600 },
]) {
  const storm = { seed: firstSeed, isolates: 3, calls, sent: storms[name] };
  const without = await playStorm({ ...storm, pace: null });
  const paced = await playStorm({ ...storm, pace: {} });
  const share = paced.refused / without.refused;
  verdict(
    `${calls} calls to ${name}: 95% fewer refusals, all served`,
    share <= 0.05 && paced.served === calls,
    `${without.refused} become ${paced.refused}, ${paced.served} served`,
  );
  console.log(`${calls} calls to ${name}: served in ${(paced.tookMs / 1000).toFixed(1)} s, paced.`);
}

const microseconds = await measureOverhead(15, 1_000);
const shortestWaitMicroseconds = 25_000;
figure('the pace: added to a call that need not wait', microseconds, 'µs', {
  // 1% of the shortest wait.
  most: shortestWaitMicroseconds / 100,
});
console.table(rows);
console.log(
  `A call in its turn takes ${microseconds.toFixed(1)} µs more where nothing waits: its own waits are 25 ms between two writes to an issue, 5 to 30 s before a retry, up to an hour for the quota.`,
);

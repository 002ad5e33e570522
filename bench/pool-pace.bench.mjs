// What the word of the app's owner does for the people of all sites: 20 emulated sites share one pool, want twice of it for imports, and people use
// the app everywhere. Run: npm run bench -- pool-pace   (exit 1 when a goal is missed)   node bench/pool-pace.bench.mjs 5   (other seeds)
import { verdict } from './figures.mjs';
import { loadSource } from './load.mjs';

const { playPool } = await loadSource("export * from './test/support/pool-pace';");

const firstSeed = Number(process.argv[2] ?? 1);
/** A third of Tier 1's pool, so that an hour of it plays in seconds; the shares are what counts. */
const quotaPoints = 20_000;
const play = { sites: 20, hours: 2, quotaPoints, backgroundShare: 2, personShare: 0.2 };
const names = {
  none: 'no pace',
  alone: 'each site its own pace',
  bands: 'told in bands',
  figures: 'told in figures',
};
/** @param {number} share */
const percent = (share) => `${(share * 100).toFixed(1)}%`;
const rows = [];
for (const seed of [firstSeed, firstSeed + 1]) {
  for (const [pace, name] of Object.entries(names)) {
    const played = await playPool({ ...play, pace, seed });
    const people = played.peopleRefused + played.peoplePutOff;
    const done = played.hours.map(
      (/** @type {{ background: number, person: number }} */ { background, person }) =>
        background / (quotaPoints * 0.9 - person),
    );
    rows.push({
      seed,
      pace: name,
      'people’s calls': played.peoplesCalls,
      'refused or put off': people,
      share: percent(people / played.peoplesCalls),
      'background calls refused': played.backgroundRefused,
      'of the work that may be done': done.map(percent).join(' '),
      'messages to a site': played.messages,
    });
    if (pace === 'bands' || pace === 'figures') {
      verdict(
        `${names[pace]}, seed ${seed}: no call for a person refused or put off`,
        people === 0,
        String(people),
      );
      verdict(
        `${names[pace]}, seed ${seed}: 85% of the work that may be done`,
        Math.min(...done) >= 0.85,
        done.map(percent).join(' '),
      );
    }
  }
}
console.table(rows);

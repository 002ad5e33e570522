// npm run bench             all benches, one after the other
// npm run bench -- headers  only the one named
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every other file of this folder that is named `<bench>.bench.mjs`. A process each: what one leaves warm must not help another. */
const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.slice(0, -'.bench.mjs'.length))
  .sort();

const [named, ...rest] = process.argv.slice(2);
if (named !== undefined && !benches.includes(named)) {
  console.error(`There is no bench "${named}". There are: ${benches.join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const bench of named === undefined ? benches : [named]) {
    console.log(`== ${bench}`);
    const file = join(import.meta.dirname, `${bench}.bench.mjs`);
    const { status } = spawnSync(process.execPath, [file, ...rest], { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
}

import type { Attack, Outcome, Scale } from './attack';
import { fileAttacks } from './files';
import { pageAttacks } from './page';
import { webTriggerAttacks } from './web-trigger';

/** `npm run attack`: tries what an attacker would, and says what was tried, what held, and at what cost. */
async function main(args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => arg !== '--short');
  if (unknown.length > 0) {
    console.error(`There is no option "${unknown.join(' ')}". There is: --short.`);
    return 2;
  }
  const isShort = args.includes('--short');
  const scale: Scale = (whole, short) => (isShort ? short : whole);
  const sums = { attacks: 0, broken: 0, requests: 0, strangerCalls: 0, closedHours: 0, seconds: 0 };
  for (const attack of [...webTriggerAttacks, ...pageAttacks, ...fileAttacks]) {
    const startedAtMs = Date.now();
    const { broken, figures, requests = 0, strangerCalls = 0, closedHours = 0 } = await tried(attack, scale);
    const seconds = (Date.now() - startedAtMs) / 1000;
    console.log(`${broken.length === 0 ? 'held  ' : 'BROKEN'} ${attack.by}: ${attack.tried}`);
    console.log(`       ${figures} (${seconds.toFixed(1)} s)`);
    for (const what of broken) console.log(`       BROKEN: ${what}`);
    sums.attacks += 1;
    sums.broken += broken.length === 0 ? 0 : 1;
    sums.requests += requests;
    sums.strangerCalls += strangerCalls;
    sums.closedHours += closedHours;
    sums.seconds += seconds;
  }
  const rate = Math.round(sums.requests / Math.max(sums.seconds, 1));
  console.log(
    `${sums.attacks - sums.broken} of ${sums.attacks} attacks held. ${sums.requests} requests, ${rate} a second here; storage calls caused by strangers: ${sums.strangerCalls}; hours closed: ${sums.closedHours}.`,
  );
  return sums.broken === 0 ? 0 : 1;
}

async function tried(attack: Attack, scale: Scale): Promise<Outcome> {
  try {
    return await attack.run(scale);
  } catch (error) {
    return {
      broken: [error instanceof Error ? error.message : String(error)],
      figures: 'it ended with an error',
    };
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

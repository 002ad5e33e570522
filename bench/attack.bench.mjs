// What hostile input may do to an account, in the attack's short form: each with its figures.
// Run: npm run bench -- attack   (exit 1 when one does not hold)   npm run attack   (at the platform's own limits)
import { bundleAttack, bundleDemo, bundles } from '../scripts/bundle.mjs';
import { ensureDashboard } from '../scripts/dashboard.mjs';
import { capture } from '../scripts/run.mjs';
import { figure, verdict } from './figures.mjs';

await ensureDashboard();
await bundleDemo();
await bundleAttack();
const { output } = await capture(process.execPath, [bundles.attack, '--short']);
console.log(output.trim());
const sums =
  /(\d+) of (\d+) attacks held\. \d+ requests, (\d+) a second here; storage calls caused by strangers: (\d+)/.exec(
    output,
  );
if (sums === null) throw new Error(`The attack came to no end:\n${output}`);
const [held, all, perSecond = NaN, strangerCalls = NaN] = sums.slice(1).map(Number);
verdict('attacks of the short form that hold', held === all, `${held} of ${all}`);
figure('attacks, short form: requests answered', perSecond, 'requests/s');
figure('attacks, short form: storage calls caused by strangers', strangerCalls, 'calls');

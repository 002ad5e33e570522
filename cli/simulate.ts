import { parseArgs } from 'node:util';
import type { AdviceTaken } from '../src/insights/simulate';
import { editions } from '../src/limits/tiers';
import type { ReportAccount } from '../src/reports/account';
import { SiteMerger } from '../src/reports/merge';
import { simulate, type QuotaPlan, type SimulatedPool } from '../src/reports/simulation';
import { simulationText } from '../src/reports/simulation-text';
import { numberOf } from './number-option';
import { InputError, orUsage } from '../src/input-error';
import { chooseFiles, readChosen, type Streams } from './report-files';

export const simulateUsage = `points-gauge simulate site-a.json [site-b.json ...] [--tier 1|2] [--quota 100000]
  Replays the recorded hours under another quota: which would have been refused, which calls, for how long. Several sites
  share one pool under --tier 1 and --quota, and have one each under --tier 2.
  --tier      1 (the default) or 2
  --quota     any number of points an hour, instead of a tier
  --edition   ${editions.join(', ')}: for sites whose report does not state it
  --users     for sites whose report does not state it
  --bridge    as if the reads that people wait for went over the browser bridge
  --cache     as if so many percent of the other reads came from a cache
  --spread    as if calls were spread over their hour (no burst refusals)
  --json      print the figures themselves
Exit: 0 when it could be replayed, 2 if not.`;

interface Options {
  files: string[];
  plan: QuotaPlan;
  advice: AdviceTaken;
  json: boolean;
  help: boolean;
}

interface SimulatedSet {
  name: string;
  account: Pick<ReportAccount, 'pools'>;
  pools: SimulatedPool[];
}

/** Runs `points-gauge simulate`; resolves to the exit code. */
export async function simulateFiles(args: readonly string[], streams: Streams): Promise<number> {
  try {
    const options = parsed(args);
    if (options.help) {
      streams.out.write(`${simulateUsage}\n`);
      return 0;
    }
    const { plan, advice } = options;
    const merger = new SiteMerger();
    const sets: SimulatedSet[] = [];
    for await (const { account } of readChosen((await chooseFiles(options.files, streams)).files, streams)) {
      if (plan.kind !== 'tier2') {
        merger.add(account);
        continue;
      }
      const [site] = account.sites;
      const name = site?.label ?? site?.id ?? '';
      sets.push({ name, account: { pools: account.pools }, pools: simulate(account, plan, advice) });
    }
    const joined = merger.result();
    if (joined !== null) {
      const name = joined.sites.length === 1 ? 'one site' : `${joined.sites.length} sites in one pool`;
      sets.push({ name, account: { pools: joined.pools }, pools: simulate(joined, plan, advice) });
    }
    if (options.json)
      streams.out.write(`${JSON.stringify(sets.map(({ name, pools }) => ({ name, pools })))}\n`);
    else for (const { name, account, pools } of sets) streams.out.write(simulationText(name, account, pools));
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    streams.err.write(`points-gauge simulate: ${error.message}\n`);
    return 2;
  }
}

function parsed(args: readonly string[]): Options {
  const { values, positionals } = parsedArgs(args);
  const cachePercent = values.cache === undefined ? 0 : numberOf('cache', values.cache, 0, 100);
  return {
    files: positionals,
    plan: planOf(values),
    advice: {
      bridge: values.bridge ?? false,
      cacheShare: cachePercent / 100,
      spread: values.spread ?? false,
    },
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function planOf(values: ReturnType<typeof parsedArgs>['values']): QuotaPlan {
  const { tier = '1', quota } = values;
  if (quota !== undefined) return { kind: 'quota', points: numberOf('quota', quota, 1, 1e9) };
  if (tier === '1') return { kind: 'tier1' };
  if (tier !== '2') throw new InputError(`--tier "${tier}": there are 1 and 2.`);
  const edition = editions.find((one) => one === values.edition) ?? null;
  if (values.edition !== undefined && edition === null)
    throw new InputError(`--edition "${values.edition}" is not known; choose one of ${editions.join(', ')}.`);
  const users = values.users === undefined ? null : numberOf('users', values.users, 0, 1e7);
  return { kind: 'tier2', edition, users };
}

function parsedArgs(args: readonly string[]) {
  return orUsage(simulateUsage, () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        tier: { type: 'string' },
        quota: { type: 'string' },
        edition: { type: 'string' },
        users: { type: 'string' },
        bridge: { type: 'boolean' },
        cache: { type: 'string' },
        spread: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  );
}

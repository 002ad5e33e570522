import { randomBytes } from 'node:crypto';
import {
  checkNames,
  judgeAbsentKey,
  judgeCall,
  judgeConditionalWrite,
  judgeConsent,
  judgeContexts,
  judgeHeaders,
  judgeQueue,
  judgeRoundTrip,
  productsOf,
  result,
  stateOfFinding,
  type CheckCall,
  type CheckedProduct,
  type CheckEvent,
  type CheckResult,
} from '../../insights/installation-check';
import { absentCodes } from '../../ledger/batch-read';
import { attempt } from '../../ledger/attempt';
import { readLastCheck, writeLastCheck, type LastCheck } from '../../ledger/last-check';
import { tryStorage } from '../../ledger/try-storage';
import { tryCall, type CheckApi } from './check-calls';
import type { CheckAnswer } from '../contract/check-views';
import type { CheckCommand } from '../contract/record-asks';

export interface CheckContext {
  api: CheckApi;
  /** Contexts of the installation, as the platform writes them; `null` where it names none. */
  contexts: () => readonly string[] | null;
  /** Sends an event that names the check, to the app's own queue. */
  pushCheck: (id: string) => Promise<void>;
  nowMs: () => number;
}

/** As long as each of the five storage calls before. */
const longestCallMs = 2_500;
const products = ['jira', 'confluence'] as const;

export async function checkAnswer(command: CheckCommand, context: CheckContext): Promise<CheckAnswer> {
  const last = command === 'run' ? await checkInstallation(context, 'person') : await readLastCheck();
  return answerOf(last, context.nowMs());
}

/**
 * Tries what the gauge needs of the platform, and keeps what it found. Without a person no product is called, so that an
 * installation costs no points. Each step has a bound: at most 12.5 s of storage beside 8 s of products, then 7.5 s to keep what was
 * found and to send the event, which is within a resolver's 25 s.
 */
export async function checkInstallation(context: CheckContext, by: LastCheck['by']): Promise<LastCheck> {
  const atMs = context.nowMs();
  const contexts = context.contexts();
  const [storage, calls] = await Promise.all([
    tryStorage(),
    by === 'person' ? callProducts(context, contexts) : null,
  ]);
  const { written, first, second, read, absent } = storage;
  const check: LastCheck = {
    ...{ id: randomBytes(8).toString('hex'), atMs, by },
    results: [
      judgeRoundTrip(read, written),
      judgeAbsentKey(absent, absentCodes),
      judgeConditionalWrite(first, second),
      judgeContexts(contexts),
      ...(calls === null ? notCalled() : calls),
    ],
    event: { refused: null, pushedAtMs: context.nowMs(), arrivedAtMs: null },
  };
  // Stored before the event goes: what arrives is noted in it.
  await attempt(() => writeLastCheck(check), longestCallMs);
  const pushed = await attempt(() => context.pushCheck(check.id), longestCallMs);
  if (pushed.kind === 'done') return check;
  const event: CheckEvent = { ...check.event, refused: pushed.kind === 'late' ? 'late' : pushed.code };
  const failed = { ...check, event };
  await attempt(() => writeLastCheck(failed), longestCallMs);
  return failed;
}

async function callProducts(
  context: CheckContext,
  contexts: readonly string[] | null,
): Promise<CheckResult[]> {
  const known = productsOf(contexts ?? []) ?? [];
  // Where the platform names no product, each is tried: its answer says whether it is there.
  const there: readonly CheckedProduct[] = known.length === 0 ? products : known;
  const made = await Promise.all(
    products.map(async (product) => {
      if (!there.includes(product)) return { product, asApp: null, asUser: null };
      const [asApp, asUser] = await Promise.all([
        tryCall(context.api, product, 'app', context.nowMs),
        tryCall(context.api, product, 'user', context.nowMs),
      ]);
      return { product, asApp, asUser };
    }),
  );
  const asUser = made.flatMap((of) => of.asUser ?? []);
  const rows = made.flatMap((of) => [
    judged(`${of.product}AsApp`, of.asApp),
    judged(`${of.product}AsUser`, of.asUser),
  ]);
  return [
    // Where nobody knows whether a product is there, its refusal tells.
    ...rows.map((row) =>
      known.length === 0 && row.finding === 'scope' ? result(row.name, 'notInstalledThere', row.detail) : row,
    ),
    judgeConsent(asUser),
    judgeHeaders([...made.flatMap((of) => of.asApp ?? []), ...asUser]),
  ];
}

function judged(name: CheckResult['name'], call: CheckCall | null): CheckResult {
  return call === null ? result(name, 'notInstalledThere') : judgeCall(name, call);
}

function notCalled(): CheckResult[] {
  const names = [
    'jiraAsApp',
    'jiraAsUser',
    'confluenceAsApp',
    'confluenceAsUser',
    'consent',
    'headers',
  ] as const;
  return names.map((name) => result(name, 'onlyByPerson'));
}

function answerOf(last: LastCheck | null, nowMs: number): CheckAnswer {
  if (last === null) return { readAtMs: nowMs, last: null };
  const all = [...last.results, judgeQueue(last.event, nowMs)];
  const rows = checkNames.flatMap((name) => all.find((one) => one.name === name) ?? []);
  return {
    readAtMs: nowMs,
    last: {
      ...{ atMs: last.atMs, by: last.by },
      rows: rows.map((row) => ({ ...row, state: stateOfFinding[row.finding] })),
    },
  };
}

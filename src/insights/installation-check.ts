/** What "Check this installation" looks at, and what it makes of the answers. The asking is done elsewhere. */

/** In the order in which they are shown: storage, queue, platform, products, person. */
export const checkNames = [
  'roundTrip',
  'absentKey',
  'conditionalWrite',
  'queue',
  'contexts',
  'jiraAsApp',
  'confluenceAsApp',
  'jiraAsUser',
  'confluenceAsUser',
  'consent',
  'headers',
] as const;
export type CheckName = (typeof checkNames)[number];

export type CheckState = 'ok' | 'warning' | 'failed' | 'notTried';

/** Each finding has one state, wherever it is made. */
export const stateOfFinding = {
  fine: 'ok',
  refused: 'failed',
  late: 'failed',
  different: 'failed',
  /** The batch spoke of the key neither as found nor as failed. */
  absentLeftOut: 'warning',
  absentOtherCode: 'failed',
  wroteTwice: 'failed',
  conflictOtherCode: 'failed',
  underWay: 'notTried',
  notArrived: 'failed',
  noContexts: 'warning',
  unreadableContexts: 'failed',
  notInstalledThere: 'notTried',
  /** It ran after an installation: nobody is there, and no points are to be spent. */
  onlyByPerson: 'notTried',
  scope: 'failed',
  limited: 'warning',
  productTrouble: 'warning',
  consentMissing: 'failed',
  waitsForConsent: 'notTried',
  noHeaders: 'warning',
  noAnswer: 'notTried',
} as const satisfies Record<string, CheckState>;
export type CheckFinding = keyof typeof stateOfFinding;

export interface CheckResult {
  name: CheckName;
  finding: CheckFinding;
  /** A code, a status or a name that the platform gave, 60 characters at most; `null` where there is none. */
  detail: string | null;
}

/** How an attempt ended: with its value, with the platform's code, or not in time. */
export type Tried<T> = { kind: 'done'; value: T } | { kind: 'refused'; code: string } | { kind: 'late' };

export type CheckedProduct = 'jira' | 'confluence';

/** One small call of a product. `consent`: it was not made, since the person has not consented. */
export type CheckCall = Tried<{ status: number; policies: readonly string[] }> | { kind: 'consent' };

/** Codes by which storage says that a condition did not hold. */
const conflictCodes = ['KEY_CONFLICT', 'CONDITIONAL_CHECK_FAILED'];

export function result(name: CheckName, finding: CheckFinding, detail: string | null = null): CheckResult {
  const plain = detail?.replace(/[^\w.:,/ -]/g, '').slice(0, 60) ?? '';
  return { name, finding, detail: plain === '' ? null : plain };
}

export function judgeRoundTrip(tried: Tried<unknown>, written: string): CheckResult {
  if (tried.kind !== 'done') return unanswered('roundTrip', tried);
  return result('roundTrip', tried.value === written ? 'fine' : 'different');
}

/** @param tried whether the absent key was found all the same, and the code that its failure had; `null` for none */
export function judgeAbsentKey(
  tried: Tried<{ isFound: boolean; code: string | null }>,
  absentCodes: readonly string[],
): CheckResult {
  if (tried.kind !== 'done') return unanswered('absentKey', tried);
  const { isFound, code } = tried.value;
  if (isFound) return result('absentKey', 'different');
  if (code === null) return result('absentKey', 'absentLeftOut');
  return result('absentKey', absentCodes.includes(code) ? 'fine' : 'absentOtherCode', code);
}

/** @param second a write of a key that is there, with the condition that it must not be */
export function judgeConditionalWrite(first: Tried<unknown>, second: Tried<unknown>): CheckResult {
  const name = 'conditionalWrite';
  if (first.kind !== 'done') return unanswered(name, first);
  switch (second.kind) {
    case 'done':
      return result(name, 'wroteTwice');
    case 'late':
      return result(name, 'late');
    case 'refused':
      return result(name, conflictCodes.includes(second.code) ? 'fine' : 'conflictOtherCode', second.code);
  }
}

/** Products of the installation, from its contexts as the platform writes them; `null` where one cannot be read. */
export function productsOf(contexts: readonly string[]): CheckedProduct[] | null {
  const found = contexts.map((context) => /^ari:cloud:(jira|confluence)[:/]/.exec(context)?.[1]);
  if (found.some((product) => product === undefined)) return null;
  return (['jira', 'confluence'] as const).filter((product) => found.includes(product));
}

/** @param contexts as the platform writes them; `null` where it names none */
export function judgeContexts(contexts: readonly string[] | null): CheckResult {
  if (contexts === null || contexts.length === 0) return result('contexts', 'noContexts');
  const products = productsOf(contexts);
  if (products === null) return result('contexts', 'unreadableContexts', contexts.join(', '));
  return result('contexts', 'fine', products.join(', '));
}

export function judgeCall(name: CheckName, call: CheckCall): CheckResult {
  switch (call.kind) {
    case 'consent':
      return result(name, 'waitsForConsent');
    case 'late':
      return result(name, 'productTrouble');
    case 'refused':
      return result(name, 'productTrouble', call.code);
    case 'done':
      return result(name, findingOfStatus(call.value.status), String(call.value.status));
  }
}

/** @param calls those that were made in the person's name */
export function judgeConsent(calls: readonly CheckCall[]): CheckResult {
  if (calls.some(({ kind }) => kind === 'consent')) return result('consent', 'consentMissing');
  return result('consent', calls.some(({ kind }) => kind === 'done') ? 'fine' : 'noAnswer');
}

export function judgeHeaders(calls: readonly CheckCall[]): CheckResult {
  const answers = calls.flatMap((call) => (call.kind === 'done' ? [call.value] : []));
  if (answers.length === 0) return result('headers', 'noAnswer');
  const policies = [...new Set(answers.flatMap((answer) => answer.policies))];
  return policies.length === 0
    ? result('headers', 'noHeaders')
    : result('headers', 'fine', policies.join(', '));
}

/** What became of the event that the check sent itself. Epoch milliseconds. */
export interface CheckEvent {
  /** Why it could not be sent; `null` when it was. */
  refused: string | null;
  pushedAtMs: number;
  arrivedAtMs: number | null;
}

/** An event without a delay comes within seconds; later it is not merely under way. */
const longestWayMs = 5 * 60_000;

export function judgeQueue({ refused, pushedAtMs, arrivedAtMs }: CheckEvent, nowMs: number): CheckResult {
  if (refused !== null) return result('queue', 'refused', refused);
  if (arrivedAtMs !== null)
    return result('queue', 'fine', `${Math.max(0, Math.ceil((arrivedAtMs - pushedAtMs) / 1000))} s`);
  return result('queue', nowMs - pushedAtMs < longestWayMs ? 'underWay' : 'notArrived');
}

function findingOfStatus(status: number): CheckFinding {
  if (status >= 200 && status < 300) return 'fine';
  if (status === 401 || status === 403) return 'scope';
  return status === 429 ? 'limited' : 'productTrouble';
}

function unanswered(name: CheckName, tried: Exclude<Tried<unknown>, { kind: 'done' }>): CheckResult {
  return tried.kind === 'late' ? result(name, 'late') : result(name, 'refused', tried.code);
}

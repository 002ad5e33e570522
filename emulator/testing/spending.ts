/** What each test of a suite spent, as a table at its end. */
import type { AccountSnapshot } from '../cloud/account';
import { summed, type Spent } from './budget';
import { accountOf } from './spender';
import { textTable } from './text-table';

/** What the two frameworks have in common. */
interface Framework {
  beforeEach: (hook: () => void) => void;
  afterEach: (hook: () => void) => void;
  afterAll: (hook: () => void) => void;
  /** The full name of the test that runs. */
  testName: () => string | undefined;
}

export interface SpendingOptions {
  /** Takes the table; standard output if left out. */
  write?: (table: string) => void;
}

/** Notes what each test spends, and prints it after the last. `cloudOf` is asked around each test, so the cloud may begin later. */
export function reportSpending(
  { beforeEach, afterEach, afterAll, testName }: Framework,
  cloudOf: () => unknown,
  { write = (table) => process.stdout.write(table) }: SpendingOptions = {},
): void {
  const rows: { test: string; spent: Spent }[] = [];
  let before: { account: unknown; snapshot: AccountSnapshot } | null = null;
  beforeEach(() => {
    const cloud = cloudOf();
    const account = cloud == null ? null : accountOf(cloud);
    before = account === null ? null : { account, snapshot: account.snapshot() };
  });
  afterEach(() => {
    const cloud = cloudOf();
    if (cloud == null) return;
    const account = accountOf(cloud);
    // A test that began a cloud of its own spent all that this one knows of.
    const cells = before?.account === account ? before.snapshot.cells : [];
    rows.push({ test: testName() ?? '', spent: spentSince(cells, account.snapshot().cells) });
  });
  afterAll(() => {
    if (rows.length > 0) write(spendingText(rows));
  });
}

type Cells = AccountSnapshot['cells'];

/** Cell by cell, since an account that has grown old forgets its first hours. */
function spentSince(before: Cells, after: Cells): Spent {
  const keyOf = ({ hour, app, environment, product, cloudId }: Cells[number]) =>
    JSON.stringify([hour, app, environment, product, cloudId]);
  const known = new Map(before.map((cell) => [keyOf(cell), cell]));
  const grown = after
    .filter(({ app }) => app !== null)
    .map((cell) => {
      const was = known.get(keyOf(cell))?.byEndpoint ?? {};
      const lines = Object.entries(cell.byEndpoint).map(([endpoint, { requests, points }]) => {
        const line = {
          requests: requests - (was[endpoint]?.requests ?? 0),
          points: points - (was[endpoint]?.points ?? 0),
        };
        return [endpoint, line] as const;
      });
      return { byEndpoint: Object.fromEntries(lines.filter(([, { requests }]) => requests > 0)) };
    });
  return summed(grown);
}

function spendingText(rows: readonly { test: string; spent: Spent }[]): string {
  const lines = rows.map(({ test, spent: { points, requests, byEndpoint } }) => {
    const [dearest] = byEndpoint;
    return [points, requests, test, dearest === undefined ? '' : `${dearest.points} ${dearest.endpoint}`];
  });
  const total = (pick: (spent: Spent) => number) => rows.reduce((sum, { spent }) => sum + pick(spent), 0);
  const all = [total(({ points }) => points), total(({ requests }) => requests), 'all tests', ''];
  return `\n${textTable([['Points', 'Calls', 'Test', 'Dearest'], ...lines, all], [0, 1])}`;
}

import type { PacedCall } from './call';
import type { PaceBudgets } from './rules';
import { Spending } from './spending';

const nowMs = Date.UTC(2026, 9, 5, 9, 20);
const call = (change: Partial<PacedCall> = {}): PacedCall =>
  ({ work: 'background', component: null, user: null, ...change }) as PacedCall;

describe('what a process spent of the budgets that the app set', () => {
  it.each<[string, PaceBudgets, Partial<PacedCall>, Partial<PacedCall>, string | null]>([
    ['background work', { backgroundPoints: 10 }, {}, {}, 'background'],
    ['no work of people by that', { backgroundPoints: 10 }, {}, { work: 'person' }, null],
    ['nothing by what people spent', { backgroundPoints: 10 }, { work: 'person' }, {}, null],
    [
      'a component',
      { componentPoints: { sync: 10 } },
      { component: 'sync' },
      { component: 'sync', work: 'person' },
      'component',
    ],
    [
      'no other component',
      { componentPoints: { sync: 10, a: 10 } },
      { component: 'sync' },
      { component: 'a' },
      null,
    ],
    [
      'none without a budget',
      { componentPoints: { sync: 10 } },
      { component: 'a' },
      { component: 'a' },
      null,
    ],
    ['none without a name', { componentPoints: { '': 10 } }, {}, {}, null],
    ['a user', { userPoints: 10 }, { user: '#1' }, { user: '#1', work: 'person' }, 'user'],
    ['no other user', { userPoints: 10 }, { user: '#1' }, { user: '#2' }, null],
    ['nobody', { userPoints: 10 }, {}, {}, null],
    ['nothing without budgets', {}, { user: '#1', component: 'a' }, { user: '#1', component: 'a' }, null],
    [
      'the component first',
      { componentPoints: { a: 10 }, backgroundPoints: 10, userPoints: 10 },
      { component: 'a', user: '#1' },
      { component: 'a', user: '#1' },
      'component',
    ],
    [
      'background work before a user',
      { backgroundPoints: 10, userPoints: 10 },
      { user: '#1' },
      { user: '#1' },
      'background',
    ],
  ])('holds %s', (_name, budgets, spent, asked, used) => {
    const spending = new Spending(budgets);
    spending.add(call(spent), 9.5, nowMs);
    expect(spending.usedUp(call(asked), nowMs)).toBeNull();
    spending.add(call(spent), 0.5, nowMs);
    expect(spending.usedUp(call(asked), nowMs)).toBe(used);
    // A correction gives back what was expected, and a new hour all of it.
    spending.add(call(spent), -0.5, nowMs);
    expect(spending.usedUp(call(asked), nowMs)).toBeNull();
    spending.add(call(spent), 100, nowMs);
    expect(spending.usedUp(call(asked), nowMs + 40 * 60_000 - 1)).toBe(used);
    expect(spending.usedUp(call(asked), nowMs + 40 * 60_000)).toBeNull();
  });
});

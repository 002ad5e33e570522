import type { AdminEntry } from '../../ledger/admin-log';
import type { PriceMove } from '../../insights/calibration/price-table';
import { happeningsOf } from './happenings';

const entry = (atMs: number, what: AdminEntry['what'], about: string, failed = false): AdminEntry => ({
  ...{ id: String(atMs), atMs, who: 'a', what, about, failed },
});

const move: PriceMove = {
  ...{ product: 'jira', method: 'POST', template: '/rest/api/3/search/jql' },
  ...{ atMs: 2_500, before: null, fromPoints: 12, toPoints: 17, isByItself: true },
};

describe('what may explain a course', () => {
  it('is what administrators noted, prices that moved, versions but the first, and what was stated of the tier, oldest first', () => {
    const log = [
      entry(4_000, 'settings', 'nearPercent'),
      entry(3_000, 'settings', 'nearPercent, edition'),
      entry(2_000, 'note', 'Nightly sync moved to 02:00'),
      entry(1_500, 'note', 'not kept', true),
      entry(1_000, 'export', ''),
      entry(500, 'note', 'before the time that is drawn'),
    ];
    const versions = [
      { version: '3.1.0', sinceMs: 1_200 },
      { version: '3.2.0', sinceMs: 2_700 },
    ];
    expect(happeningsOf(log, { moves: [move], versions }, 1_000)).toEqual([
      { atMs: 2_000, kind: 'note', text: 'Nightly sync moved to 02:00' },
      {
        ...{ atMs: 2_500, kind: 'price', method: 'POST', template: '/rest/api/3/search/jql' },
        ...{ fromPoints: 12, toPoints: 17 },
      },
      { atMs: 2_700, kind: 'version', version: '3.2.0' },
      { atMs: 3_000, kind: 'tier' },
    ]);
  });

  it('is no more than a chart can name: the newest', () => {
    const log = Array.from({ length: 40 }, (_, n) => entry(n, 'note', String(n)));
    expect(happeningsOf(log, { moves: [], versions: [] }, 0).map(({ atMs }) => atMs)).toEqual(
      Array.from({ length: 12 }, (_, n) => 28 + n),
    );
  });
});

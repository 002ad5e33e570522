import type { HourGap, QuotaLimit } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { DataTable, type Column } from '../../parts/data-table';
import { gapSentence, noGapSentence } from '../../sentences/gap';
import { poolName } from '../../sentences/pool';
import { useWords, type Words } from '../../words';

const rowsAPage = 12;

/** Our estimate, Atlassian's counter and the gap of every hour in which the counter spoke. */
export function GapCard({ gaps, quotas }: { gaps: HourGap[]; quotas: QuotaLimit[] }) {
  const words = useWords();
  const { text } = words;
  if (gaps.length === 0) {
    return (
      <Card term="counter" title={text.gaps.title}>
        <p className="subtle">{noGapSentence(quotas, words)}</p>
      </Card>
    );
  }
  return (
    <Card term="counter" title={text.gaps.title}>
      <p>{`${text.gaps.lead} ${text.gaps.tier1}`}</p>
      <DataTable
        label={text.gaps.title}
        columns={columns(words)}
        rows={gaps}
        rowKey={(gap) => `${poolName(gap, words)} ${gap.hourStartMs}`}
        rowsAPage={rowsAPage}
      />
    </Card>
  );
}

function columns(words: Words): Column<HourGap>[] {
  const { text, format } = words;
  const { columns: names } = text.gaps;
  return [
    {
      key: 'hour',
      title: names.hour,
      rowHeader: true,
      cell: (gap) => `${format.utcDayTime(gap.hourStartMs)} · ${poolName(gap, words)}`,
    },
    { key: 'own', title: names.own, end: true, cell: ({ own }) => format.count(Math.round(own.likely)) },
    {
      key: 'counter',
      title: names.counter,
      end: true,
      cell: ({ counterPoints, readAtMs }) =>
        text.gaps.counter({ points: format.count(counterPoints), at: format.utcHour(readAtMs) }),
    },
    { key: 'gap', title: names.gap, end: true, cell: ({ gapPoints }) => format.count(Math.round(gapPoints)) },
    { key: 'why', title: names.why, wrap: true, cell: (gap) => gapSentence(gap, words) },
  ];
}

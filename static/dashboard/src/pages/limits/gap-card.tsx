import type { HourGap, PricesAnswer } from '../../../../../src/admin/contract';
import { askPrices } from '../../api';
import { AskedCard } from '../../parts/asked-card';
import { DataTable, type Column } from '../../parts/data-table';
import { gapSentence } from '../../sentences/gap';
import { poolName } from '../../sentences/pool';
import { useWords, type Words } from '../../words';

const rowsAPage = 12;

/** Our estimate, Atlassian's counter and the gap of every hour in which the counter spoke. Asked for apart. */
export function GapCard() {
  const { text } = useWords();
  return (
    <AskedCard title={text.gaps.title} ask={askPrices}>
      {(answer) => <Gaps answer={answer} />}
    </AskedCard>
  );
}

function Gaps({ answer: { gaps } }: { answer: PricesAnswer }) {
  const words = useWords();
  const { text } = words;
  if (gaps.length === 0) return <p className="subtle">{text.gaps.none}</p>;
  return (
    <>
      <p>{`${text.gaps.lead} ${text.gaps.tier1}`}</p>
      <DataTable
        label={text.gaps.title}
        columns={columns(words)}
        rows={gaps}
        rowKey={(gap) => `${poolName(gap, words)} ${gap.hourStartMs}`}
        rowsAPage={rowsAPage}
      />
    </>
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
        text.gaps.counter(format.count(counterPoints), format.utcHour(readAtMs)),
    },
    { key: 'gap', title: names.gap, end: true, cell: ({ gapPoints }) => format.count(Math.round(gapPoints)) },
    { key: 'why', title: names.why, wrap: true, cell: (gap) => gapSentence(gap, words) },
  ];
}

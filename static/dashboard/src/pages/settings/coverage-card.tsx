import type { CoverageCounts, CoverageRow, CoverageView } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { DataTable, type Column } from '../../parts/data-table';
import { poolName } from '../../sentences/pool';
import { useWords, type Words } from '../../words';

/** A row of the table; the last one may be the sum of all that are not named. */
interface Line extends CoverageCounts {
  source: string;
  feature: string;
}

const figures = ['calls', 'priced', 'estimated', 'failed', 'noAnswer', 'unknownPath'] as const;

/** How much of what each source and feature called the account saw. */
export function CoverageCard({ coverage }: { coverage: CoverageView }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.coverage;
  const { rows, rest } = coverage;
  const folded = rows.reduce((sum, row) => sum + row.folded, rest?.folded ?? 0);
  const lines = rows.map((row) => lineOf(row, words));
  if (rest !== null)
    lines.push({ ...rest, source: say.rest({ n: rest.rows, shown: format.count(rest.rows) }), feature: '' });
  const columns: Column<Line>[] = [
    { key: 'source', title: say.columns.source, rowHeader: true, cell: ({ source }) => source },
    { key: 'feature', title: say.columns.feature, cell: ({ feature }) => feature },
    ...figures.map((key) => ({
      key,
      title: say.columns[key],
      end: true,
      cell: (line: Line) => format.count(line[key]),
    })),
  ];
  return (
    <Card title={say.title} subtitle={say.subtitle}>
      {lines.length === 0 ? (
        <p className="subtle">{say.none}</p>
      ) : (
        <>
          <DataTable
            label={say.title}
            columns={columns}
            rows={lines}
            rowKey={({ source, feature }) => JSON.stringify([source, feature])}
          />
          {folded > 0 && <p>{say.folded({ n: folded, shown: format.count(folded) })}</p>}
          <p className="subtle">{say.legend}</p>
        </>
      )}
    </Card>
  );
}

function lineOf(row: CoverageRow, words: Words): Line {
  const { coverage: say } = words.text;
  const pool = poolName(row, words);
  return { ...row, source: row.isBridge ? say.byPage({ pool }) : pool, feature: row.tag ?? say.noTag };
}

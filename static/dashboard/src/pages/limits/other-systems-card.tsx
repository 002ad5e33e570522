import type { LimitsAnswer } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { DataTable } from '../../parts/data-table';
import { otherUse } from '../../sentences/other-use';
import { publishedWords } from '../../sentences/limits';
import { useWords } from '../../words';

interface OtherSystemsProps {
  answer: LimitsAnswer;
  shown: LimitsAnswer['others'];
}

export function OtherSystemsCard({ answer, shown }: OtherSystemsProps) {
  const words = useWords();
  const { text } = words;
  const say = text.limits.others;
  return (
    <Card title={say.title} subtitle={say.subtitle}>
      <DataTable
        label={say.title}
        columns={[
          {
            key: 'system',
            title: say.columns.system,
            rowHeader: true,
            cell: ({ system }) => say.names[system],
          },
          {
            key: 'published',
            title: say.columns.published,
            wrap: true,
            cell: (limit) => publishedWords(limit, words),
          },
          {
            key: 'now',
            title: text.limits.columns.now,
            wrap: true,
            cell: ({ system }) => (
              <>
                {otherUse(system, answer, words).map((line) => (
                  <span key={line} className="line">
                    {line}
                  </span>
                ))}
              </>
            ),
          },
          {
            key: 'source',
            title: text.limits.columns.source,
            wrap: true,
            cell: ({ source, readOn }) => say.source({ source, on: readOn }),
          },
        ]}
        rows={shown}
        rowKey={({ system }) => system}
      />
    </Card>
  );
}

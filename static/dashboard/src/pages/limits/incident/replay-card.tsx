import type { Replayed, WallView } from '../../../../../../src/admin/contract/contract';
import { Card } from '../../../parts/card';
import { DataTable } from '../../../parts/data-table';
import { shortCall } from '../../../sentences/verdict';
import { outcomeWords } from '../../../sentences/wall';
import { useWords } from '../../../words';

interface Row {
  key: string;
  name: string;
  /** Of this site's points; `null` where it saves none. */
  savedShare: number | null;
  outcome: Replayed;
}

/** The hour again: as it was, with each advice, with all of it, with a pool of the site's own. */
export function ReplayCard({ wall: { replay, quotaPoints } }: { wall: WallView }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.incident.replay;
  const rows: Row[] = [
    { key: 'recorded', name: say.asRecorded, savedShare: null, outcome: replay.asRecorded },
    ...replay.advice.map(({ kind, savedShare, outcome, ...call }) => ({
      ...{ key: `${kind} ${shortCall(call)}`, savedShare, outcome },
      name: say.advice({ what: text.routing.advice.kinds[kind].name, call: shortCall(call) }),
    })),
    ...(replay.all === null || replay.advice.length < 2
      ? []
      : [{ key: 'all', name: say.all, ...replay.all }]),
    ...(replay.ownPool === null
      ? []
      : [
          {
            ...{ key: 'pool', savedShare: null, outcome: replay.ownPool.outcome },
            name: say.ownPool({ quota: format.count(replay.ownPool.quotaPoints) }),
          },
        ]),
  ];
  const minutes = ({ blockedMinutes: { low, likely, high } }: Replayed): string =>
    Math.round(low) === Math.round(high)
      ? format.count(likely)
      : say.range({ likely: format.count(likely), low: format.count(low), high: format.count(high) });
  const quota = format.count(replay.quotaPoints);
  const under = (quotaPoints === null ? say.subtitlePublished : say.subtitle)({ quota });
  return (
    <Card title={say.title} subtitle={under}>
      <DataTable
        label={under}
        columns={[
          { key: 'name', title: say.columns.what, rowHeader: true, cell: ({ name }) => name },
          {
            ...{ key: 'saves', title: say.columns.saves, end: true },
            cell: ({ savedShare }) => (savedShare === null ? '–' : format.percent(savedShare)),
          },
          {
            key: 'empty',
            title: say.columns.empty,
            wrap: true,
            cell: ({ outcome }) => outcomeWords(outcome, words),
          },
          { key: 'minutes', title: say.columns.minutes, end: true, cell: ({ outcome }) => minutes(outcome) },
        ]}
        rows={rows}
        rowKey={({ key }) => key}
      />
      <p className="subtle">{say.how}</p>
    </Card>
  );
}

import { experimentBounds, type ExperimentPlan } from '../../../../../src/admin/contract/contract';
import { Confirm } from '../../parts/confirm';
import { useWords } from '../../words';

interface ExperimentDialogProps {
  plan: ExperimentPlan;
  onStart: () => void;
  onClose: () => void;
}

/** A call takes about as long again as the pause after it. */
const aboutStepMs = experimentBounds.pauseMs * 1.5;

/** What a run spends at most and what remains, before the first call. Without room it cannot be started. */
export function ExperimentDialog({ plan, onStart, onClose }: ExperimentDialogProps) {
  const { text, format } = useWords();
  const says = text.routing.experiment.plan;
  const isAllowed = plan.pools.every(({ room }) => room.verdict === 'allowed');
  return (
    <Confirm
      title={says.title}
      action={says.start}
      appearance="primary"
      cancel={says.back}
      isRefused={!isAllowed}
      onConfirm={onStart}
      onClose={onClose}
    >
      <div className="experiment-plan">
        <p>
          {says.calls({
            all: format.count(plan.steps),
            reads: says.readCount({ n: plan.calls.length, shown: format.count(plan.calls.length) }),
            repeats: format.count(plan.repeats),
            lasts: format.duration(plan.steps * aboutStepMs),
          })}
        </p>
        {plan.pools.map(({ product, mostPoints, room }) => (
          <p key={product} className={room.verdict === 'allowed' ? '' : 'experiment-refused'}>
            <strong>
              {says.most({ product: text.products[product], points: format.count(mostPoints) })}
            </strong>{' '}
            {room.remainingPoints === null
              ? says.remainingUnknown
              : says.remaining({ points: format.atLeast(room.remainingPoints) })}{' '}
            {says.verdicts[room.verdict]}
          </p>
        ))}
        <p>{says.free}</p>
        <p>{says.ends}</p>
      </div>
    </Confirm>
  );
}

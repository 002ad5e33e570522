import Button from '@atlaskit/button/new';
import { useId, useState } from 'react';
import type { Period } from '../../../../src/admin/contract/contract';
import { useWords } from '../words';
import { dayMs } from '../../../../src/time';

interface OwnPeriodProps {
  period: Period;
  nowMs: number;
  longestDays: number;
  onChoose: (period: { fromDay: string; toDay: string }) => void;
}

/** Whole UTC days from the first to the last. */
export function OwnPeriod({ period, nowMs, longestDays, onChoose }: OwnPeriodProps) {
  const { text, format } = useWords();
  const id = useId();
  const own = typeof period === 'object' ? period : null;
  const [open, setOpen] = useState(own !== null);
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const [fromDay, setFromDay] = useState(
    own?.fromDay ?? new Date(nowMs - 6 * dayMs).toISOString().slice(0, 10),
  );
  const [toDay, setToDay] = useState(own?.toDay ?? today);
  const days = (Date.parse(toDay) - Date.parse(fromDay)) / dayMs + 1;
  const isGood = toDay <= today && days >= 1 && days <= longestDays;
  if (!open) {
    return (
      <Button
        spacing="compact"
        onClick={() => {
          setOpen(true);
        }}
      >
        {text.endpoints.own}
      </Button>
    );
  }
  return (
    <form
      className="own-period"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) onChoose({ fromDay, toDay });
      }}
    >
      <div className="field">
        <label htmlFor={`${id}f`}>{text.endpoints.from}</label>
        <input
          id={`${id}f`}
          type="date"
          value={fromDay}
          max={today}
          aria-describedby={isGood ? undefined : `${id}w`}
          onChange={(event) => {
            setFromDay(event.currentTarget.value);
          }}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}t`}>{text.endpoints.to}</label>
        <input
          id={`${id}t`}
          type="date"
          value={toDay}
          max={today}
          aria-describedby={isGood ? undefined : `${id}w`}
          onChange={(event) => {
            setToDay(event.currentTarget.value);
          }}
        />
      </div>
      <Button spacing="compact" type="submit" isDisabled={!isGood}>
        {text.endpoints.apply}
      </Button>
      {!isGood && (
        <p id={`${id}w`} className="subtle">
          {text.endpoints.badPeriod({ days: format.count(longestDays) })}
        </p>
      )}
    </form>
  );
}

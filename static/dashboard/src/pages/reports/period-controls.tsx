import { useState } from 'react';
import { ChoiceButtons } from '../../parts/choice-buttons';
import { OwnPeriod } from '../../parts/own-period';
import { longestReportDays } from '../../../../../src/admin/contract/contract';
import type { ReportPeriod } from '../../reports-state';
import { useWords } from '../../words';

interface PeriodControlsProps {
  period: ReportPeriod;
  /** The app's time of the last answer; `null` before there is one. */
  madeAt: string | null;
  onChoose: (period: ReportPeriod) => void;
}

/** All that is recorded, the last 7 or 30 days, or whole days of one's own. */
export function PeriodControls({ period, madeAt, onChoose }: PeriodControlsProps) {
  const { text } = useWords();
  const [openedAtMs] = useState(() => Date.now());
  const nowMs = madeAt === null ? openedAtMs : Date.parse(madeAt);
  return (
    <div className="controls">
      <ChoiceButtons
        label={text.reports.period}
        options={[
          { value: 'recorded', name: text.reports.recorded },
          { value: '7d', name: text.reports.last7 },
          { value: '30d', name: text.reports.last30 },
        ]}
        chosen={typeof period === 'string' ? period : null}
        onChoose={onChoose}
      />
      <OwnPeriod
        period={period === 'recorded' ? '30d' : period}
        nowMs={nowMs}
        longestDays={longestReportDays}
        onChoose={onChoose}
      />
    </div>
  );
}

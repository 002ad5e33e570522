import { useState } from 'react';
import { usualPercents } from '../../../../src/admin/contract/contract';
import { useWords } from '../words';
import { daySeries } from './course-series';
import type { DayBar } from './day-model';
import { TimeChart } from './time-chart';
import type { TimeRange } from './time-model';

interface DayChartProps {
  bars: DayBar[];
  quotaPoints: number | null;
  label: string;
  thresholdPercents?: readonly number[];
}

/** Hours in stacked bars by route. */
export function DayChart({ bars, quotaPoints, label, thresholdPercents = usualPercents }: DayChartProps) {
  const words = useWords();
  const [range, setRange] = useState<TimeRange | null>(null);
  const series = daySeries(bars, { quotaPoints, thresholdPercents }, words);
  return <TimeChart label={label} series={series} range={range} onRange={setRange} />;
}

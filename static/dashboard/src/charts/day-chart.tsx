import { useState } from 'react';
import { useWords } from '../words';
import { daySeries } from './course-series';
import type { DayBar } from './day-model';
import { usualPercents } from './gauge-shape';
import { TimeChart } from './time-chart';
import type { TimeRange } from './time-model';

interface DayChartProps {
  bars: DayBar[];
  quotaPoints: number | null;
  /** From which percents of the quota on is warned. */
  thresholdPercents?: readonly number[];
  label: string;
}

/** Hours in stacked bars by route. */
export function DayChart({ bars, quotaPoints, thresholdPercents = usualPercents, label }: DayChartProps) {
  const words = useWords();
  const [range, setRange] = useState<TimeRange | null>(null);
  const series = daySeries(bars, { quotaPoints, thresholdPercents }, words);
  return <TimeChart label={label} series={series} range={range} onRange={setRange} />;
}

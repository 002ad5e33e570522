import { useState } from 'react';
import { useWords } from '../words';
import { daySeries } from './course-series';
import type { DayBar } from './day-model';
import { usualNearPercent } from './gauge-shape';
import { TimeChart } from './time-chart';
import type { TimeRange } from './time-model';

interface DayChartProps {
  bars: DayBar[];
  quotaPoints: number | null;
  /** From which percent of the quota on is warned. */
  nearPercent?: number;
  label: string;
}

/** Hours in stacked bars by route. */
export function DayChart({ bars, quotaPoints, nearPercent = usualNearPercent, label }: DayChartProps) {
  const words = useWords();
  const [range, setRange] = useState<TimeRange | null>(null);
  const series = daySeries(bars, { quotaPoints, nearPercent }, words);
  return <TimeChart label={label} series={series} range={range} onRange={setRange} />;
}

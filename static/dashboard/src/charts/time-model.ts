/** What a chart over time is made of, whatever its steps are. */
import { csvText } from '../../../../src/reports/csv';

/** One step of the axis: a minute, an hour. */
export interface TimeSlot {
  startMs: number;
  /** Storage did not give it: nothing is known. */
  isMissing: boolean;
  /** Calls that were refused in it; `null` where the account does not place them as finely as these steps. */
  refused: number | null;
  /** The step in words. */
  sentence: string;
  /** Up to how many points the whole pool may have been gone; `null` where nothing says, or no more than what is drawn. */
  upToPoints: number | null;
}

/** Figures of one kind, a value each step; layers stand on each other. */
export interface TimeLayer {
  key: string;
  name: string;
  className: string;
  values: number[];
}

/** Figures to compare with; `null` where nothing is known. */
export interface TimeLine {
  name: string;
  values: (number | null)[];
}

/** Something that happened, drawn as a flag. */
export interface TimeMark {
  atMs: number;
  kind: 'note' | 'price' | 'version' | 'tier' | 'warning' | 'refused';
  text: string;
}

export interface TimeSeries {
  slots: TimeSlot[];
  stepMs: number;
  layers: TimeLayer[];
  line: TimeLine | null;
  marks: TimeMark[];
  /** What Atlassian's counter said. */
  dots: { atMs: number; points: number }[];
  limitPoints: number | null;
  /** From these percents of the limit on an administrator is warned. */
  thresholdPercents: readonly number[];
  /** What a step without figures is. */
  missing: string;
}

/** A part of the axis, from the start of its first step to the end of its last. */
export interface TimeRange {
  fromMs: number;
  toMs: number;
}

/** The part that is seen; all of it where the range holds no step. */
export function within(series: TimeSeries, range: TimeRange | null): TimeSeries {
  if (range === null) return series;
  const isIn = ({ startMs }: TimeSlot): boolean => startMs >= range.fromMs && startMs < range.toMs;
  const first = series.slots.findIndex(isIn);
  if (first === -1) return series;
  const end = series.slots.findLastIndex(isIn) + 1;
  const isSeen = ({ atMs }: { atMs: number }): boolean => atMs >= range.fromMs && atMs < range.toMs;
  return {
    ...series,
    slots: series.slots.slice(first, end),
    layers: series.layers.map((layer) => ({ ...layer, values: layer.values.slice(first, end) })),
    line: series.line === null ? null : { ...series.line, values: series.line.values.slice(first, end) },
    marks: series.marks.filter(isSeen),
    dots: series.dots.filter(isSeen),
  };
}

export function totalAt({ layers }: Pick<TimeSeries, 'layers'>, index: number): number {
  return layers.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
}

/** Where the scale ends. The limit belongs on the chart unless the figures would vanish beside it. */
export function scaleOf(series: TimeSeries): { topPoints: number; isLimitShown: boolean } {
  const { slots, line, dots, limitPoints } = series;
  const drawn = slots.map((_, index) => totalAt(series, index));
  const compared = line?.values.map((value) => value ?? 0) ?? [];
  const highest = Math.max(0, ...drawn, ...compared, ...dots.map(({ points }) => points));
  if (limitPoints !== null && highest >= limitPoints * 0.08)
    return { topPoints: Math.max(highest, limitPoints) * 1.06, isLimitShown: true };
  return { topPoints: Math.max(10, highest * 1.2), isLimitShown: false };
}

/** Whether steps say how many calls were refused in them: a column of zeros would deny what the page around it tells. */
export function placesRefusals({ slots }: Pick<TimeSeries, 'slots'>): boolean {
  return slots.some(({ refused }) => refused !== null);
}

/** What is seen, as a table for a spreadsheet: figures as they are, times as ISO 8601. */
export function seenCsv(
  { slots, layers, line, marks, stepMs }: TimeSeries,
  names: { time: string; refused: string; happened: string },
): string {
  const header = [
    names.time,
    ...layers.map(({ name }) => name),
    ...(line === null ? [] : [line.name]),
    ...(placesRefusals({ slots }) ? [names.refused] : []),
    ...(marks.length === 0 ? [] : [names.happened]),
  ];
  const rows = slots.map(({ startMs, isMissing, refused }, index) => [
    new Date(startMs).toISOString().replace('.000Z', 'Z'),
    ...layers.map(({ values }) => (isMissing ? null : Math.round((values[index] ?? 0) * 1000) / 1000)),
    ...(line === null ? [] : [line.values[index] ?? null]),
    ...(placesRefusals({ slots }) ? [isMissing ? null : refused] : []),
    ...(marks.length === 0 ? [] : [happenedIn(marks, startMs, startMs + stepMs)]),
  ]);
  return csvText(header, rows);
}

/** The flags of a step, as the chart names them; `null` where there is none. */
function happenedIn(marks: readonly TimeMark[], fromMs: number, toMs: number): string | null {
  const said = marks.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).map(({ text }) => text);
  return said.length === 0 ? null : said.join('; ');
}

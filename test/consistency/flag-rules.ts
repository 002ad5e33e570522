import { dayMs, hourMs } from '../../src/time';
import {
  comparedWith,
  daySeries,
  marksOf,
  pastSeries,
} from '../../static/dashboard/src/charts/course-series';
import { dayBars } from '../../static/dashboard/src/charts/day-model';
import { routeOrder } from '../../static/dashboard/src/charts/route-order';
import { seenCsv, within, type TimeSeries } from '../../static/dashboard/src/charts/time-model';
import type { Answers } from './answers';
import { words, type Rules } from './rule';

const names = words.text.chart.csv;

/** The charts of each pool as the page draws them: the last day, and the last weeks. */
function drawn({ pools, hours, heat, routing, happenings }: Answers, nowMs: number): TimeSeries[] {
  return pools.flatMap((view, pool) => {
    const day = daySeries(
      dayBars({ hours, missingHoursMs: routing.missingMs }, pool, routeOrder),
      view,
      words,
    );
    const weeks = [7, 30].map((days) => {
      const fromMs = Math.max(heat.firstDayMs, Math.floor(nowMs / dayMs - days + 1) * dayMs);
      return pastSeries(heat, pool, { ...view, fromMs }, words);
    });
    return [day, ...weeks].map((spent) => ({
      ...spent,
      marks: marksOf(happenings, spent, words),
      line: comparedWith(spent, heat, { pool, daysBefore: 7, name: 'before' }),
    }));
  });
}

const known = new WeakMap<Answers, TimeSeries[]>();

/** Drawn once for all rules: each step's sentence costs a formatted time. */
function chartsOf(answers: Answers, nowMs: number): TimeSeries[] {
  const charts = known.get(answers) ?? drawn(answers, nowMs);
  known.set(answers, charts);
  return charts;
}

/** The cells of each line of what a person downloads, by their column. */
function rowsOf(series: TimeSeries): Record<string, string>[] {
  const [header = '', ...lines] = seenCsv(series, names)
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
  const keys = cellsOf(header);
  return lines.map((line) => Object.fromEntries(cellsOf(line).map((cell, i) => [keys[i]!, cell])));
}

function cellsOf(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...cells].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}

/** What must hold of the flags in the charts, and between a chart and the table that is downloaded of it. */
export const flagRules: Rules = {
  'each new version is a flag once, in every chart that reaches its hour, and the first is none': (
    answers,
    { nowMs, versions },
  ) =>
    chartsOf(answers, nowMs).flatMap(({ slots, marks, stepMs }) => {
      const [first, last] = [slots[0]?.startMs ?? 0, (slots.at(-1)?.startMs ?? -stepMs) + stepMs];
      const due = versions.slice(1).filter(({ sinceMs }) => sinceMs >= first && sinceMs < last);
      const isSame =
        due.length === marks.length &&
        due.every(({ version, sinceMs }, i) => {
          const mark = marks[i]!;
          return mark.atMs === sinceMs && mark.kind === 'version' && mark.text.includes(version);
        });
      const isPlaced = marks.every(({ atMs }) =>
        slots.some(({ startMs }) => atMs >= startMs && atMs < startMs + stepMs),
      );
      return [
        ...(isSame ? [] : [`${due.length} due, ${marks.length} drawn`]),
        ...(isPlaced ? [] : ['no step']),
      ];
    }),

  'the chart of the day reaches the running hour, so that a version of today is never without its flag': (
    answers,
    { nowMs, versions },
  ) =>
    chartsOf(answers, nowMs).flatMap(({ slots, marks }, i) => {
      if (i % 3 !== 0) return [];
      const due = versions.slice(1).filter(({ sinceMs }) => sinceMs >= (slots[0]?.startMs ?? Infinity));
      return due.length === marks.length ? [] : [`${due.length} since its first hour, ${marks.length} drawn`];
    }),

  'what is downloaded of a chart is what is drawn: its steps, figures and flags, of a part as of all': (
    answers,
    { nowMs },
  ) =>
    chartsOf(answers, nowMs).flatMap((series) => {
      const middleMs = series.slots[Math.floor(series.slots.length / 2)]?.startMs ?? 0;
      const part = within(series, { fromMs: middleMs, toMs: middleMs + 6 * hourMs });
      return [series, part].flatMap((shown) => {
        const rows = rowsOf(shown);
        const told = rows
          .flatMap((row) => (row[names.happened] ?? '').split('; '))
          .filter((one) => one !== '');
        const wrong = rows.filter((row, i) => {
          const slot = shown.slots[i]!;
          const isAt = Date.parse(row[names.time]!) === slot.startMs;
          const areFigures = shown.layers.every(({ name, values }) =>
            slot.isMissing ? row[name] === '' : Math.abs(Number(row[name]) - values[i]!) <= 0.001,
          );
          const areRefused =
            row[names.refused] === undefined ||
            row[names.refused] === (slot.isMissing || slot.refused === null ? '' : String(slot.refused));
          const flags = shown.marks.filter(
            ({ atMs }) => atMs >= slot.startMs && atMs < slot.startMs + shown.stepMs,
          );
          const said = flags.map(({ text }) => text).join('; ');
          return !(isAt && areFigures && areRefused && (row[names.happened] ?? '') === said);
        });
        return [
          ...(rows.length === shown.slots.length
            ? []
            : [`${rows.length} lines of ${shown.slots.length} steps`]),
          ...wrong.map((row) => `${row[names.time]!} differs`),
          ...(told.length === shown.marks.length ? [] : [`${told.length} flags of ${shown.marks.length}`]),
        ];
      });
    }),
};

import fc from 'fast-check';
import { logPace, logRules } from '../../fleet/logs/ask-logs';
import { nextCallMs, withCall } from '../../fleet/planning/pace';
import {
  afterFailure,
  afterPage,
  freshPlan,
  gapsOf,
  nextStep,
  readOf,
  type PlanState,
} from '../../fleet/planning/plan';
import { lengthMs, missingIn, withSpan, type Span } from '../../fleet/planning/spans';

const startMs = Date.UTC(2026, 10, 27, 14, 20);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const span = (fromMinutes: number, toMinutes: number): Span => ({
  fromMs: startMs + fromMinutes * minuteMs,
  toMs: startMs + toMinutes * minuteMs,
});

test('the first question is for the last hour, the next for the time before it', () => {
  const first = nextStep(freshPlan, logRules, startMs);
  expect(first).toMatchObject({ kind: 'read', lane: 'now', reading: { span: span(-61, -1), cursor: null } });
  if (first.kind !== 'read') return;
  const read = afterPage(freshPlan, logRules, 'now', first.reading, null, startMs);
  expect(read.settled).toEqual([span(-61, -15)]);
  expect(nextStep(read, logRules, startMs + 3_000)).toMatchObject({
    ...{ kind: 'read', lane: 'past' },
    reading: { span: span(-121, -61) },
  });
});

test('the newest time is looked at every two minutes, as far back as something may still come', () => {
  const state: PlanState = { ...freshPlan, settled: [span(-600, -15)], lookedAtMs: startMs };
  const next = nextStep(state, logRules, startMs + 2 * minuteMs);
  expect(next).toMatchObject({ lane: 'now', reading: { span: span(-15, 1) } });
});

test('a query goes on at its cursor, whoever reads the state', () => {
  const reading = { span: span(-121, -61), cursor: null, beganAtMs: startMs, failures: 0 };
  const state = afterPage({ ...freshPlan, lookedAtMs: startMs }, logRules, 'past', reading, 'c2', startMs);
  const again = JSON.parse(JSON.stringify(state)) as PlanState;
  expect(nextStep(again, logRules, startMs + 1_000)).toEqual({
    ...{ kind: 'read', lane: 'past', reading: { ...reading, cursor: 'c2' } },
  });
  expect(again.settled).toEqual([]);
});

test('a cursor that is no longer taken begins its query anew; a time that fails again and again rests', () => {
  const reading = { span: span(-121, -61), cursor: 'c9', beganAtMs: startMs - hourMs, failures: 0 };
  let state: PlanState = { ...freshPlan, past: reading, lookedAtMs: startMs };
  state = afterFailure(state, logRules, 'past', reading, true, startMs);
  expect(state.past).toEqual({ span: reading.span, cursor: null, beganAtMs: startMs, failures: 1 });
  for (let n = 0; n < 4 && state.past !== null; n += 1)
    state = afterFailure(state, logRules, 'past', state.past, false, startMs);
  expect([state.past, state.resting]).toEqual([
    null,
    [{ span: reading.span, untilMs: startMs + 30 * minuteMs }],
  ]);
});

test('a newest time that fails again and again was not looked at, and is tried again when a look is due', () => {
  const reading = { span: span(-15, 1), cursor: null, beganAtMs: startMs, failures: 4 };
  const before: PlanState = { ...freshPlan, settled: [span(-600, -15)], now: reading, lookedAtMs: startMs };
  const nowMs = startMs + 10 * minuteMs;
  const after = afterFailure(before, logRules, 'now', reading, false, nowMs);
  expect([after.now, after.lookedAtMs, after.gaveUpAtMs]).toEqual([null, startMs, nowMs]);
  expect(nextStep(after, logRules, nowMs)).not.toMatchObject({ lane: 'now' });
  expect(nextStep(after, logRules, nowMs + 2 * minuteMs)).toMatchObject({ lane: 'now' });
});

test('of the newest time that much counts as read as the last look read', () => {
  const reading = { span: span(-15, -1), cursor: null, beganAtMs: startMs, failures: 0 };
  const before: PlanState = { ...freshPlan, settled: [span(-600, -90), span(-80, -15)], now: reading };
  expect(readOf(before)).toEqual([span(-600, -90), span(-80, -15)]);
  const looked = afterPage(before, logRules, 'now', reading, null, startMs);
  expect(readOf(looked)).toEqual([span(-600, -90), span(-80, -1)]);
  // A longer query, from now on, read no more than this one did.
  const alone = afterPage({ ...freshPlan, now: reading }, logRules, 'now', reading, null, startMs);
  expect(readOf(alone)).toEqual([span(-15, -1)]);
});

test('a look whose cursor went stale while nothing ran is one at the newest time, not at that of then', () => {
  const reading = { span: span(-15, -1), cursor: 'c9', beganAtMs: startMs, failures: 0 };
  const before: PlanState = { ...freshPlan, settled: [span(-600, -15)], now: reading, lookedAtMs: startMs };
  const nowMs = startMs + 3 * hourMs;
  const again = afterFailure(before, logRules, 'now', reading, true, nowMs);
  expect(again.now).toEqual({ span: span(119, 179), cursor: null, beganAtMs: nowMs, failures: 1 });
  const looked = afterPage(again, logRules, 'now', again.now!, null, nowMs);
  expect([looked.lookedAtMs, readOf(looked)]).toEqual([nowMs, [span(-600, -15), span(119, 179)]]);
});

test('once the last day is in, what is about to be forgotten goes first', () => {
  const state: PlanState = { ...freshPlan, settled: [span(-26 * 60, -15)], lookedAtMs: startMs };
  expect(nextStep(state, logRules, startMs)).toMatchObject({
    reading: { span: { fromMs: startMs - 14 * dayMs + minuteMs } },
  });
});

test('what was never read stays a gap', () => {
  const state: PlanState = { ...freshPlan, settled: [span(-14 * 24 * 60, -600), span(-500, -15)] };
  expect(gapsOf(state, logRules, startMs)).toEqual([span(-600, -500)]);
});

test('spans join and are missing as sets of minutes do', () => {
  const minutes = fc
    .tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 }))
    .map(([from, length]) => span(from, from + length));
  fc.assert(
    fc.property(fc.array(minutes, { maxLength: 12 }), minutes, (some, within) => {
      const spans = some.reduce<Span[]>(withSpan, []);
      const has = (list: readonly Span[], atMs: number) =>
        list.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
      const missing = missingIn(spans, within);
      for (let atMs = startMs; atMs < startMs + 130 * minuteMs; atMs += minuteMs) {
        if (has(spans, atMs) !== has(some, atMs)) throw new Error(`joined: ${atMs}`);
        if (has(missing, atMs) !== (has([within], atMs) && !has(some, atMs)))
          throw new Error(`missing: ${atMs}`);
      }
    }),
    { numRuns: 60 },
  );
});

/**
 * An API that is played for some hours: lines come up to 15 minutes late, pages fail, cursors go stale, the process dies before a page is kept.
 * Whatever happens, what is called settled was read when it was whole, no query is too long, and the pace holds.
 */
test('what is settled was whole when it was read, whatever fails on the way', () => {
  const lines = fc.array(fc.record({ at: fc.nat({ max: 3 * 60 }), late: fc.nat({ max: 14 }) }), {
    maxLength: 40,
  });
  const luck = fc.infiniteStream(
    fc.constantFrom('fine', 'fine', 'fine', 'more', 'fails', 'bad cursor', 'dies'),
  );
  fc.assert(
    fc.property(lines, luck, fc.nat({ max: 600 }), (printed, chance, offlineMinutes) => {
      let nowMs = startMs + 20 * minuteMs;
      let state: PlanState = { ...freshPlan, settled: [{ fromMs: 0, toMs: startMs }] };
      let callsMs: number[] = [];
      const everyCall: number[] = [];
      const known = new Set<number>();
      let longestMs = 0;
      const endMs = startMs + 5 * hourMs;
      while (nowMs < endMs) {
        const step = nextStep(state, logRules, nowMs);
        const callMs = step.kind === 'wait' ? step.untilMs : nextCallMs(logPace, callsMs, nowMs);
        if (callMs > nowMs) {
          nowMs = callMs;
          continue;
        }
        if (step.kind === 'wait') throw new Error('It waits for a time that is over.');
        const { lane, reading } = step;
        longestMs = Math.max(longestMs, reading.span.toMs - reading.span.fromMs);
        if (reading.span.toMs >= nowMs) throw new Error('It asks for the future.');
        callsMs = withCall(logPace, callsMs, nowMs);
        everyCall.push(nowMs);
        const found = printed.flatMap(({ at, late }, index) => {
          const atMs = startMs + at * minuteMs;
          const isThere =
            atMs + late * minuteMs <= nowMs && atMs >= reading.span.fromMs && atMs < reading.span.toMs;
          return isThere ? [index] : [];
        });
        nowMs += 500;
        const luckNow = chance.next().value as string;
        if (luckNow === 'dies') nowMs += (offlineMinutes % 7) * minuteMs;
        else if (luckNow === 'fails') state = afterFailure(state, logRules, lane, reading, false, nowMs);
        else if (luckNow === 'bad cursor') state = afterFailure(state, logRules, lane, reading, true, nowMs);
        else {
          // A page of several has its share of the lines; the last has all.
          const isMore = luckNow === 'more';
          for (const index of isMore ? found.slice(0, 1) : found) known.add(index);
          state = afterPage(state, logRules, lane, reading, isMore ? `c${nowMs}` : null, nowMs);
        }
        for (const [index, { at }] of printed.entries()) {
          const atMs = startMs + at * minuteMs;
          if (state.settled.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs))
            if (!known.has(index)) throw new Error(`Line ${index} was not read.`);
        }
      }
      expect(lengthMs(missingIn(state.settled, { fromMs: startMs, toMs: startMs + 3 * hourMs }))).toBe(0);
      expect(longestMs).toBeLessThanOrEqual(hourMs);
      const waits = everyCall.map((atMs, index) => atMs - (everyCall[index - 30] ?? -Infinity));
      expect(Math.min(...waits)).toBeGreaterThan(minuteMs);
    }),
    { numRuns: 25 },
  );
});

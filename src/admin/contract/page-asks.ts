/** What the page may ask to be told. */
import * as v from 'valibot';
import { everything } from '../../insights/choose';
import { methods, products, routes, triggers } from '../../model';
import { isPeriod } from '../pages/period';
import { longestPeriodDays, longestReportDays, type Period } from './period-view';
import { fields, list, oneOf, reading, readingAt, text } from './request';
import { mostMoves } from './routing-views';

/** A request that says nothing but who asks. */
export const readAsk = reading({});

export const readOverviewAsk = reading({
  /** `true` asks for the heatmap of 30 days, too. It changes slowly and costs reads, so a refresh leaves it out. */
  heat: v.exactOptional(v.boolean('"heat" must be true or false.')),
});
export type OverviewAsk = ReturnType<typeof readOverviewAsk>;

const period = (nowMs: number) =>
  v.custom<Period>(
    (wanted) => isPeriod(wanted, nowMs),
    `"period" must be 1h, 24h, 7d, 30d or { fromDay, toDay } of at most ${longestPeriodDays} past days.`,
  );

/** Names are echoed into keys and compared, never stored; a real one is far shorter. */
export const longestName = 500;
const nameOf = (field: string) =>
  text(longestName, `"${field}" must be a text of at most ${longestName} characters.`);
const detailNeeds = '"detail" needs a method and a pool with a product.';

/** The wall whose page is wanted: a pool, and the hour in which it ran dry, as `2026-11-22T14` (UTC). */
export const readIncidentAsk = readingAt((nowMs) => {
  const needs = '"hour" must be a past hour in UTC, as 2026-11-22T14.';
  return {
    pool: fields(
      {
        app: nameOf('pool.app'),
        environment: nameOf('pool.environment'),
        product: v.picklist(products, '"pool" needs a product.'),
      },
      '"pool"',
    ),
    hour: v.pipe(
      v.string(needs),
      v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}$/, needs),
      v.check((hour) => Date.parse(`${hour}:00:00Z`) <= nowMs, needs),
    ),
  };
});
export type IncidentAsk = ReturnType<typeof readIncidentAsk>;

/** What is left out is the last day, all of it. */
export const readEndpointsAsk = readingAt((nowMs) => ({
  period: v.optional(period(nowMs), '24h'),
  choice: v.optional(
    fields(
      {
        product: oneOf(products, 'choice.product'),
        route: oneOf(routes, 'choice.route'),
        trigger: oneOf(triggers, 'choice.trigger'),
      },
      '"choice"',
    ),
    () => ({ ...everything }),
  ),
  /** The endpoint whose panel is open; `null` for none. */
  detail: v.nullish(
    fields(
      {
        pool: fields(
          {
            app: nameOf('detail.pool.app'),
            environment: nameOf('detail.pool.environment'),
            product: v.picklist(products, detailNeeds),
          },
          '"detail.pool"',
        ),
        method: v.picklist(methods, detailNeeds),
        template: nameOf('detail.template'),
      },
      '"detail"',
    ),
    null,
  ),
}));
export type EndpointsAsk = ReturnType<typeof readEndpointsAsk>;

const namesOfMove = text(
  longestName,
  `The names of a move must be texts of at most ${longestName} characters.`,
);
const moveNeeds = 'Each move needs "pool", "method", "template" and "to".';
const moves = `"whatIf" must be "cheapest" or a list of at most ${mostMoves} moves.`;

const listOfMoves = list(
  0,
  mostMoves,
  fields(
    {
      pool: fields(
        { app: namesOfMove, environment: namesOfMove, product: v.picklist(products, moveNeeds) },
        '"pool" of a move',
      ),
      method: v.picklist(methods, moveNeeds),
      template: namesOfMove,
      /** Where all calls of the endpoint should go, as far as they can. */
      to: v.picklist(routes, moveNeeds),
    },
    'Each move',
  ),
  moves,
);

/** What is left out is the last day, the cheapest way. */
export const readRoutingAsk = reading({
  period: v.nullish(v.picklist(['24h', '7d'], '"period" must be null or one of: 24h, 7d.'), '24h'),
  /** `cheapest`: the app chooses, to save points. */
  whatIf: v.optional(
    v.lazy((wanted) => (wanted === 'cheapest' ? v.literal('cheapest') : listOfMoves)),
    'cheapest',
  ),
});
export type RoutingAsk = ReturnType<typeof readRoutingAsk>;
export type WhatIfChoice = RoutingAsk['whatIf'];
export type RouteMove = Exclude<WhatIfChoice, 'cheapest'>[number];

/**
 * A period of whole days; what is left out is 30 days. Whoever asks for more than `longestPeriodDays` knows that the answer can travel:
 * the platform lets a page receive 5 MB.
 */
export const readReportAsk = readingAt((nowMs) => {
  const words = `"period" must be 7d, 30d or { fromDay, toDay } of at most ${longestReportDays} past days.`;
  const isOfDays = (wanted: unknown) =>
    isPeriod(wanted, nowMs, longestReportDays) && wanted !== '1h' && wanted !== '24h';
  return { period: v.optional(v.custom<Exclude<Period, '1h' | '24h'>>(isOfDays, words), '30d') };
});
export type ReportAsk = ReturnType<typeof readReportAsk>;

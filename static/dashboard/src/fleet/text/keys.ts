import type { BestFigure, Period, SiteState } from '../../../../../fleet/pages/contract';

type Each<K extends string> = Readonly<Record<K, string>>;

/** What the program can answer, and a word is needed for. */
export interface FleetKeys {
  pool: { bases: Each<BestFigure['basis']> };
  sites: { periods: Each<Period>; states: Each<SiteState> };
}

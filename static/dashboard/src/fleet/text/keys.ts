import type { BestFigure, EvidenceDays, Period, SiteState } from '../../../../../fleet/pages/contract';

type Each<K extends string> = Readonly<Record<K, string>>;

/** What the program can answer, and a word is needed for. */
export interface FleetKeys {
  pool: { bases: Each<BestFigure['basis']> };
  evidence: { days: Each<`${EvidenceDays}`> };
  sites: { periods: Each<Period>; states: Each<SiteState> };
}

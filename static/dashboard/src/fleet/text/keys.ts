import type {
  AlertFormat,
  BestFigure,
  EvidenceDays,
  FleetAction,
  Period,
  SiteState,
} from '../../../../../fleet/pages/contract';

type Each<K extends string> = Readonly<Record<K, string>>;

/** What the program can answer, and a word is needed for. */
export interface FleetKeys {
  pool: { bases: Each<BestFigure['basis']> };
  evidence: { days: Each<`${EvidenceDays}`> };
  settings: { actions: Each<FleetAction> };
  alerts: { formats: Each<AlertFormat> };
  sites: { periods: Each<Period>; states: Each<SiteState> };
}

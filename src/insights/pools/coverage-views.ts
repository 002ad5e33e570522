/** How much of what an app calls the account really saw, by source and feature. */
import type { PoolId } from '../../model';

/** `calls` is the sum of `noAnswer`, `failed`, `priced` and `estimated`. */
export interface CoverageCounts {
  calls: number;
  /** No answer came: neither its status nor its headers are known. */
  noAnswer: number;
  /** Answered with 4xx or 5xx, 429 included: no body with objects. */
  failed: number;
  /** Served, and the price rests on a header, a measurement or the published rule: objects were counted, or do not matter. */
  priced: number;
  /** Served, and the price is an assumption: mostly since nobody read the body, or its objects could not be told. */
  estimated: number;
  /** Of all calls, those to a method and path that the cost catalogue does not have. */
  unknownPath: number;
  /** Of all calls, those summed up as `{other}` for want of room: their path is not kept, and neither is their feature. */
  folded: number;
}

export interface CoverageRow extends CoverageCounts {
  /** `app` and `environment` name the source. */
  pool: PoolId;
  /** Made by the page through the browser bridge, and not by the app's back end. */
  isBridge: boolean;
  /** Feature of the app; `null` where it named none. */
  tag: string | null;
}

export interface CoverageView {
  /** Most calls first. */
  rows: CoverageRow[];
  /** The sum of the further rows; `null` where there are none. */
  rest: CoverageRest | null;
}

interface CoverageRest extends CoverageCounts {
  rows: number;
}

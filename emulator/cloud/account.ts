/** What was really charged, kept by the hour: the truth that a gauge's own account is compared with. */
import type { Product, Route } from '../../src/model';
import { BoundedMap } from './world/bounded-map';
import type { PoolAccount, Pools } from './pools';
import { hourMs } from '../time';

const keptMs = 40 * 24 * hourMs;
/** A name that differs with every call would fill the memory. */
const rememberedFeatures = 1_000;

export interface Tally {
  /** Calls that an authenticated caller made, refused ones included. */
  requests: number;
  points: number;
}

interface AccountCell extends Tally {
  /** `null`: a person's API token or nobody. */
  app: string | null;
  environment: string | null;
  product: Product;
  /** Start of the hour, ISO 8601. */
  hour: string;
  cloudId: string;
  /** Calls refused with 429, by the reason sent. */
  refused: Record<string, number>;
  /** For example `GET /rest/api/3/issue/{}`; paths that do not exist are together under `GET (unknown path)`. */
  byEndpoint: Record<string, Tally>;
  byRoute: Partial<Record<Route, Tally>>;
}

export interface BookedCall {
  atMs: number;
  app: string | null;
  environment: string | null;
  product: Product;
  cloudId: string;
  route: Route;
  endpoint: string;
  status: number;
  points: number;
  /** `RateLimit-Reason` of a refused call; `(no reason)` where none was sent. */
  refusedFor: string | null;
  /** What the call was for, where anybody said. */
  feature: string | null;
}

/** What a feature of an app spent since the cloud began, on all sites together. */
export interface FeatureAccount extends Tally {
  feature: string;
  app: string | null;
  byEndpoint: Record<string, Tally>;
}

export interface AccountSnapshot {
  atMs: number;
  cells: AccountCell[];
  /** Of calls that said what they are for. */
  features: FeatureAccount[];
  /** Each pool's hours, with what other tenants drew. */
  pools: PoolAccount[];
}

function add(tally: Tally | undefined, points: number): Tally {
  return { requests: (tally?.requests ?? 0) + 1, points: (tally?.points ?? 0) + points };
}

export class Account {
  private readonly cells = new Map<string, { hourStartMs: number; cell: AccountCell }>();
  private readonly features = new BoundedMap<string, FeatureAccount>(rememberedFeatures);
  private readonly calls: BookedCall[] = [];

  constructor(
    private readonly pools: Pools,
    private readonly now: () => number,
    private readonly keepsCalls: boolean,
    /** Hears of every call as it is booked. */
    private readonly heard: (call: BookedCall) => void = () => undefined,
  ) {}

  book(call: BookedCall): void {
    if (this.keepsCalls) this.calls.push(call);
    this.heard(call);
    const cell = this.cell(call);
    cell.requests += 1;
    cell.points += call.points;
    cell.byEndpoint[call.endpoint] = add(cell.byEndpoint[call.endpoint], call.points);
    cell.byRoute[call.route] = add(cell.byRoute[call.route], call.points);
    if (call.feature !== null) this.bookFeature(call, call.feature);
    if (call.refusedFor !== null) cell.refused[call.refusedFor] = (cell.refused[call.refusedFor] ?? 0) + 1;
  }

  /** A copy that later calls do not change. */
  snapshot(): AccountSnapshot {
    const atMs = this.now();
    this.pools.moveTo(atMs);
    const cells = [...this.cells.values()].map(({ cell }) => structuredClone(cell));
    const features = [...this.features.values()].map((feature) => structuredClone(feature));
    return { atMs, cells, features, pools: this.pools.account() };
  }

  /** Every call since the start, if the cloud was told to keep a journal; else nothing. */
  journal(): readonly BookedCall[] {
    return this.calls;
  }

  private bookFeature({ app, endpoint, points }: BookedCall, feature: string): void {
    const key = `${app ?? ''}|${feature}`;
    const known = this.features.get(key) ?? { feature, app, requests: 0, points: 0, byEndpoint: {} };
    known.requests += 1;
    known.points += points;
    known.byEndpoint[endpoint] = add(known.byEndpoint[endpoint], points);
    this.features.set(key, known);
  }

  private cell(call: BookedCall): AccountCell {
    const hourStartMs = call.atMs - (call.atMs % hourMs);
    const { app, environment, product, cloudId } = call;
    const key = `${hourStartMs}|${app ?? ''}|${environment ?? ''}|${product}|${cloudId}`;
    const known = this.cells.get(key);
    if (known !== undefined) return known.cell;
    for (const [oldKey, old] of this.cells) {
      if (old.hourStartMs < hourStartMs - keptMs) this.cells.delete(oldKey);
    }
    const hour = new Date(hourStartMs).toISOString();
    const totals = { requests: 0, points: 0, refused: {}, byEndpoint: {}, byRoute: {} };
    const cell: AccountCell = { app, environment, product, hour, cloudId, ...totals };
    this.cells.set(key, { hourStartMs, cell });
    return cell;
  }
}

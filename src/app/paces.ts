import { setTimeout as wait } from 'node:timers/promises';
import { readTag } from '../calls/tag';
import type { PriceOverrides } from '../costs/overrides';
import { kvsPaceStore, toldPaceStore } from '../ledger/pace-store';
import { runningInstallation } from '../forge-client/installation';
import type { AnyRequest, CallDescription, MeteredResponse } from '../forge-client/meter';
import { meteredApi, type MeteredApi, type Watcher } from '../forge-client/metered-api';
import { currentScope, type Scope } from '../forge-client/scope';
import { timeLeftMs } from '../forge-client/time-left';
import { processTag } from '../node-client/process-tag';
import { Pacer, type PaceHost } from '../pacing/pacer';
import { hasRepeatableBody } from '../pacing/repeatable';
import { paceRules, type PaceOptions, type PaceRules, type Work } from '../pacing/rules';

/** Whose calls they are; what is left out stays as it was. */
export interface PacedView {
  /** Feature of the app: its calls are booked under this tag, and its budget is the one of this name. */
  component?: string;
  /** Left out: `person` in a function that `withGauge` wrapped so, else `background`. */
  work?: Work;
  /** The caller's word that its POST and PATCH calls may be sent twice, as a search by POST may. */
  isSafe?: boolean;
  /**
   * Sends every call again that was refused with 429, POST and PATCH too: what was refused was not done. Left out: only those that
   * may be sent twice anyway.
   */
  resendsRefused?: boolean;
}

/** Metered calls that keep a pace. Types and answers are those of `@forge/api`; errors may be a `TryLaterError`, too. */
export interface PacedApi extends MeteredApi {
  /** The same pace for some of the calls. */
  with: (view: PacedView) => PacedApi;
}

const keptInstallations = 500;

const host: Omit<PaceHost, 'shared'> = {
  nowMs: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await wait(milliseconds, undefined, { signal });
  },
  chance: () => Math.random(),
  tagOf: processTag,
};

/** The paces that an app keeps, each apart by installation: one warm process serves several. */
export class Paces {
  private readonly pacers = new Set<Map<string, Pacer>>();
  /** Invocations of schedules that have made their first call. */
  private readonly begun = new WeakSet<Scope>();

  /**
   * @param metered what is around each call inside of the pace, so that waiting is not measured as latency
   * @param pricesOf prices that an installation measured and took over, as far as this process knows
   * @param isTold whether the app's owner may tell its sites of their pool
   */
  constructor(
    private readonly metered: Watcher,
    private readonly pricesOf: (installationId: string) => PriceOverrides | undefined,
    private readonly isTold: boolean,
  ) {}

  api(options: PaceOptions): PacedApi {
    const pacers = new Map<string, Pacer>();
    this.pacers.add(pacers);
    return this.view(paceRules(options), pacers, {});
  }

  /** Resolves when what the running installation's processes share has been written. */
  async settled(): Promise<void> {
    const id = runningInstallation()?.installationId;
    if (id === undefined) return;
    await Promise.all([...this.pacers].map(async (pacers) => pacers.get(id)?.settled()));
  }

  private view(rules: PaceRules, pacers: Map<string, Pacer>, view: PacedView): PacedApi {
    const watch = <Request extends AnyRequest>(request: Request, what: CallDescription): Request => {
      const metered = this.metered.watch(request, what) as (...all: never[]) => Promise<MeteredResponse>;
      const paced = (...args: never[]): Promise<MeteredResponse> =>
        this.send(this.pacerOf(rules, pacers), view, what, args, () => metered(...args));
      return paced as Request;
    };
    const tag = view.component === undefined ? null : readTag(view.component);
    return {
      ...meteredApi({ watch }, tag),
      with: (narrower) => this.view(rules, pacers, { ...view, ...narrower }),
    };
  }

  private async send(
    pacer: Pacer,
    view: PacedView,
    { product, route, tag, person, read }: CallDescription,
    args: readonly unknown[],
    metered: () => Promise<MeteredResponse>,
  ): Promise<MeteredResponse> {
    const scope = currentScope();
    const work = view.work ?? (scope?.trigger === 'person' ? 'person' : 'background');
    if (work === 'background' && scope?.trigger === 'schedule' && !this.begun.has(scope)) {
      this.begun.add(scope);
      await pacer.spread(timeLeftMs());
    }
    const isRepeatable = product === 'graphql' || hasRepeatableBody(args[1]);
    const asked = { ...read(args), product, route, work, component: tag };
    const whose = { person: person ?? scope?.person ?? null, isSafe: view.isSafe ?? false, isRepeatable };
    const resendsRefused = view.resendsRefused ?? false;
    return pacer.run({ ...asked, ...whose, resendsRefused }, timeLeftMs, metered);
  }

  private pacerOf(rules: PaceRules, pacers: Map<string, Pacer>): Pacer {
    const id = runningInstallation()?.installationId ?? '';
    const known = pacers.get(id);
    if (known !== undefined) return known;
    // What is forgotten is learned again from the next answer.
    if (pacers.size >= keptInstallations) pacers.clear();
    const made = new Pacer(rules, {
      ...{ ...host, shared: this.isTold ? toldPaceStore : kvsPaceStore },
      prices: () => this.pricesOf(id),
    });
    pacers.set(id, made);
    return made;
  }
}

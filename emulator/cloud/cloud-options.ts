/** What an emulated Atlassian Cloud is made of. Every part has a default, so `createCloud({})` is a working cloud. */
import type { Clock } from '../clock';
import type { AnyAppOptions, AppOptions, NamedPerson, SiteOptions } from './options';
import type { OwnerOptions } from './owner/owner-options';
import type { OwnEndpoint } from './own/endpoint';
import type { Fault } from './own/faults';
import type { Fixture } from './own/fixture';
import type { Oddity } from './own/oddities';
import type { HiddenCosts } from './prices';

export interface CloudOptions {
  clock?: Clock;
  /** Decides all data. The same seed gives the same answers on every machine. */
  seed?: number;
  sites?: readonly SiteOptions[];
  /** Apps with settings of their own. Any other app id has those of `anyApp`. */
  apps?: readonly AppOptions[];
  /** Settings of every app that `apps` does not name. Left out: tier 1, enforced, the tier's own quota. */
  anyApp?: AnyAppOptions;
  /** People of every site that names none of its own; they come first among its users. */
  people?: readonly NamedPerson[];
  /** Endpoints of your own, in place of the emulator's where both have the path. */
  endpoints?: readonly OwnEndpoint[];
  /** Recorded answers, which go before any endpoint. */
  fixtures?: readonly Fixture[];
  /** Failures on purpose. */
  faults?: readonly Fault[];
  /** Oddities of the headers that were seen in the field. */
  flags?: readonly Oddity[];
  /** Prices that differ from the published rule; the default is what was measured in the field. */
  hiddenCosts?: HiddenCosts;
  /** Whether development, staging and production of an app share a pool. Sources contradict each other. */
  environments?: 'shared' | 'apart';
  /** Whether the policy header stays when nothing is left: `absent` is the flag `policy-absent-at-zero`. */
  policyAtZero?: 'present' | 'absent';
  /** Typical latency; each answer takes between half and twice as long. 0 switches it off. */
  latencyMs?: number;
  /**
   * Lets `/rest/api/2|3/search` answer, which Atlassian removed and which answers 410 otherwise: for clients that were never
   * ported, until they are.
   */
  legacySearch?: boolean;
  /** Keeps every call in `account.journal()`. Memory then grows with traffic: for short tests. */
  journal?: boolean;
  /**
   * Serves the App logs API and the App metrics API, by which Atlassian tells an app's owner about all of its sites, to `{}` with
   * everything in order. Left out: it does not, and nothing is kept for them.
   */
  owner?: OwnerOptions;
}

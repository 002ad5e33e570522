import { errorStatus } from '../calls/error-status';
import { observe, type Account } from '../calls/observe';
import { OpenCall, type CallStart } from '../calls/open-call';
import { OpenSet } from '../calls/open-set';
import { watchBody } from '../calls/watch-body';
import type { Found } from '../costs/lookup';
import type { PriceOverrides } from '../costs/overrides';
import type { HeaderSource, Method, Observation, Product, Route } from '../model';
import { runningInstallation, type RunningInstallation } from './installation';
import { currentScope } from './scope';

/** What the meter uses of a response: the part that `@forge/api` promises. */
export interface MeteredResponse {
  status: number;
  headers: HeaderSource;
  json: () => Promise<unknown>;
}

/**
 * Takes the observations of an installation. Must not throw and must not wait. The person is the account that a call was made
 * for, as far as it is known: for counting people in memory, never to be stored.
 */
export type Book = (installationId: string, call: Observation, person: string | null) => void;

export interface MeterOptions {
  book: Book;
  /** Called when the meter itself failed; the metered call never notices. */
  onFault: (error: unknown) => void;
  nowMs: () => number;
  /** Prices that an installation measured and took over, as far as this process knows; it must not wait. */
  pricesOf?: (installationId: string) => PriceOverrides | undefined;
}

export type AnyRequest = (path: never, ...rest: never[]) => Promise<MeteredResponse>;

export interface CallDescription {
  product: Product;
  route: Route;
  /** Feature of the app that the call is made for; `null` for none. */
  tag: string | null;
  /** The account that it impersonates; `null` for whoever the invocation runs for. */
  person: string | null;
  /** Path, method, signal and body of a call, from the arguments of the wrapped function. */
  read: (args: readonly unknown[]) => {
    path: string;
    method: Method;
    signal: AbortSignal | null;
    requestBody?: unknown;
  };
}

/** A call of an installation, priced and booked once it is over. */
class ForgeCall extends OpenCall implements Account {
  readonly app = 'own';
  readonly environment: string;
  readonly overrides: PriceOverrides | undefined;
  private readonly installationId: string;

  constructor(
    start: CallStart,
    requestBody: unknown,
    private readonly options: MeterOptions,
    { installationId, environment }: RunningInstallation,
    private readonly person: string | null,
  ) {
    super(start, requestBody);
    this.installationId = installationId;
    this.environment = environment;
    this.overrides = options.pricesOf?.(installationId);
  }

  protected override tell(found: Found): void {
    this.options.book(this.installationId, observe(this, this, found), this.person);
  }
}

/** Watches calls without touching them. */
export class Meter {
  /** Calls made outside of any `withGauge`, or not answered when it ended, by installation: a later flush books them. */
  private readonly unscoped = new Map<string, OpenSet>();

  constructor(private readonly options: MeterOptions) {}

  /**
   * The same function, watched. Arguments, result, errors and the moment of a synchronous throw are those of the
   * original; one observation is made of each call, failed ones included.
   */
  watch<Request extends AnyRequest>(request: Request, what: CallDescription): Request {
    const watched = (...args: never[]): Promise<MeteredResponse> => {
      const call = this.begun(args, what);
      let answer: Promise<MeteredResponse>;
      try {
        answer = (request as (...all: never[]) => Promise<MeteredResponse>)(...args);
      } catch (error) {
        // Refused before it was a call, as an unsafe path is: there is nothing to book.
        call?.abandon();
        throw error;
      }
      if (call === null) return answer;
      return answer.then(
        (response) => {
          this.answered(call, response);
          return response;
        },
        (error: unknown) => {
          this.failed(call, error);
          throw error;
        },
      );
    };
    return watched as Request;
  }

  /** Books all calls of the running invocation whose body nobody has read so far. */
  settleOpenCalls(): void {
    try {
      const running = runningInstallation();
      if (running === null) return;
      const scope = currentScope();
      const unscoped = this.unscoped.get(running.installationId)?.list() ?? [];
      for (const call of [...(scope?.open.list() ?? []), ...unscoped]) {
        if (call.isAnswered) call.settle();
        else if (call.openIn === scope?.open) this.unscopedOf(running.installationId).keep(call);
      }
    } catch (error) {
      this.options.onFault(error);
    }
  }

  // Whatever fails here must not reach the caller.

  private begun(args: readonly unknown[], what: CallDescription): OpenCall | null {
    try {
      return this.begin(args, what);
    } catch (error) {
      this.options.onFault(error);
      return null;
    }
  }

  private answered(call: OpenCall, response: MeteredResponse): void {
    try {
      if (call.answered(response.status, response.headers, this.options.nowMs())) watchBody(response, call);
    } catch (error) {
      this.options.onFault(error);
    }
  }

  private failed(call: OpenCall, error: unknown): void {
    try {
      call.failed(errorStatus(error), this.options.nowMs());
    } catch (fault) {
      this.options.onFault(fault);
    }
  }

  /** `null` where there is nothing to book: outside of an invocation, or for a call that is given up before it is sent. */
  private begin(args: readonly unknown[], what: CallDescription): OpenCall | null {
    const scope = currentScope();
    const running = scope?.running ?? runningInstallation();
    if (running === null) return null;
    const { path, method, signal, requestBody } = what.read(args);
    if (signal?.aborted === true) return null;
    const person = what.person ?? scope?.person ?? null;
    const open = scope?.open ?? this.unscopedOf(running.installationId);
    const { product, route, tag } = what;
    const trigger = scope?.trigger ?? 'unknown';
    const startedAtMs = this.options.nowMs();
    const start = { product, route, trigger, tag, method, path, startedAtMs };
    const call = new ForgeCall(start, requestBody, this.options, running, person);
    open.keep(call);
    return call;
  }

  private unscopedOf(installationId: string): OpenSet {
    const known = this.unscoped.get(installationId);
    if (known !== undefined) return known;
    const made = new OpenSet();
    this.unscoped.set(installationId, made);
    return made;
  }
}

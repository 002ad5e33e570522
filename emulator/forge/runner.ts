import type { Clock } from '../clock';
import { record } from '../cloud/untrusted';
import { requestOf, type Installation } from './installation';
import { runInvocation, timeoutSecondsOf } from './invocation';
import type { Invocation, InvocationKind, InvocationServices } from './invocation';
import type { Isolates } from './isolates';
import { OpenWork } from './open-work';
import type { FunctionModule } from './manifest';

export interface InvocationPlan {
  kind: InvocationKind;
  installation: Installation;
  moduleKey: string;
  function: FunctionModule;
  accountId: string | null;
  event: unknown;
  /** A warm process of the caller's choice; `null` for the next in turn. */
  isolateId: number | null;
}

export interface InvocationFailure {
  /**
   * `timeout`: past its time. `thrown`: the handler threw. `payload`: too large in or out. `consent`: the person is to be asked
   * whether the app may call in their name, and the function to be run again.
   */
  kind: 'timeout' | 'thrown' | 'payload' | 'consent';
  /** In the log too. */
  invocationId: string;
  message: string;
}

export type Outcome = { ok: true; value: unknown } | { ok: false; failure: InvocationFailure };

/** Source: Forge platform quotas and limits, "Invocation limits", 2026-10. */
const maxRequestBytes = 500 * 1024;
const maxResponseBytes = 5 * 1024 * 1024;

/** Runs functions, each in its own invocation. A handler's error or delay becomes an outcome; nothing is thrown. */
export class Runner {
  private readonly open = new Map<Invocation, (failure: InvocationFailure) => void>();

  constructor(
    private readonly clock: Clock,
    private readonly isolates: Isolates,
    private readonly services: InvocationServices,
    private readonly newId: () => string,
  ) {}

  async run(plan: InvocationPlan): Promise<Outcome> {
    const startedAtMs = this.clock.now();
    const invocation: Invocation = {
      id: this.newId(),
      kind: plan.kind,
      installation: plan.installation,
      moduleKey: plan.moduleKey,
      functionKey: plan.function.key,
      accountId: plan.accountId,
      startedAtMs,
      deadlineMs: startedAtMs + timeoutSecondsOf(plan.kind, plan.function.timeoutSeconds) * 1000,
      ended: false,
      work: new OpenWork(),
      services: this.services,
    };
    const event = JSON.stringify(plan.event);
    if (Buffer.byteLength(event) > maxRequestBytes)
      return this.fail(invocation, 'payload', 'The payload is over 500 KB.');
    const isolate = this.isolates.take(plan.isolateId);
    const late = new Promise<InvocationFailure>((resolve) => {
      this.open.set(invocation, resolve);
    });
    const request = requestOf(plan.installation, plan.accountId);
    const work = runInvocation(invocation, async (): Promise<Outcome> => {
      try {
        const value = await isolate.handler(plan.function.exportName)(JSON.parse(event), request);
        return this.finish(invocation, value);
      } catch (error) {
        return this.fail(invocation, asksForConsent(error) ? 'consent' : 'thrown', errorText(error));
      }
    });
    const outcome = await Promise.race([work, late.then((failure): Outcome => ({ ok: false, failure }))]);
    invocation.ended = true;
    this.open.delete(invocation);
    const isKilled = !outcome.ok && outcome.failure.kind === 'timeout';
    // Forge ends the process of a function that does not; what its module variables held is lost with it.
    if (isKilled && this.isolates.ids.includes(isolate.id)) this.isolates.kill(isolate.id);
    const leftOver = invocation.work.freeze();
    // A killed process leaves nothing over.
    if (!isKilled) for (const what of leftOver) this.services.leftOver(invocation, what, 'pending');
    return outcome;
  }

  /** Ends what is past its time by the clock. */
  expire(): void {
    const nowMs = this.clock.now();
    for (const [invocation, end] of this.open) {
      if (nowMs < invocation.deadlineMs) continue;
      const seconds = (invocation.deadlineMs - invocation.startedAtMs) / 1000;
      invocation.ended = true;
      end(this.failure(invocation, 'timeout', `The function did not end within ${seconds} s.`));
    }
  }

  private finish(invocation: Invocation, value: unknown): Outcome {
    const answer = value === undefined ? undefined : JSON.stringify(value);
    if (answer === undefined) return { ok: true, value: undefined };
    if (Buffer.byteLength(answer) > maxResponseBytes) {
      return this.fail(invocation, 'payload', 'The answer is over 5 MB.');
    }
    return { ok: true, value: JSON.parse(answer) as unknown };
  }

  private fail(invocation: Invocation, kind: InvocationFailure['kind'], message: string): Outcome {
    // Past the deadline the outcome is out already.
    if (invocation.ended) return { ok: false, failure: { kind, invocationId: invocation.id, message } };
    return { ok: false, failure: this.failure(invocation, kind, message) };
  }

  private failure(
    invocation: Invocation,
    kind: InvocationFailure['kind'],
    message: string,
  ): InvocationFailure {
    this.services.log(
      invocation,
      kind === 'consent' ? 'warn' : 'error',
      `${kind} in ${invocation.functionKey} (${invocation.id}): ${message}`,
    );
    return { kind, invocationId: invocation.id, message };
  }
}

/** The error of @forge/api 8.3.0 that makes the platform ask. */
function asksForConsent(error: unknown): boolean {
  return record(error).name === 'NEEDS_AUTHENTICATION_ERR';
}

/** Errors of an isolate may come from another realm, where `instanceof` says nothing. */
function errorText(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}

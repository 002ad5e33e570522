import type { AskedCall } from '../../src/pacing/call';
import { Pacer, type PaceHost } from '../../src/pacing/pacer';
import { paceRules, type PaceOptions } from '../../src/pacing/rules';
import type { SharedStore } from '../../src/pacing/shared-blocks';
import { VirtualTime } from '../support/virtual-time';

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  tookMs?: number;
  body?: unknown;
}

/** 2026-10-05 09:20 UTC. */
export const startMs = Date.UTC(2026, 9, 5, 9, 20);
export const hourEndMs = Date.UTC(2026, 9, 5, 10);

/** What every answer says as long as nothing is wrong. */
export const calm = { 'ratelimit-policy': '"global-app-quota";q=1000;w=3600' };
/** Says how many of 1,000 points are left. */
export const left = (points: number): Record<string, string> => ({
  ...calm,
  ratelimit: `"global-app-quota";r=${points};t=2400`,
});

/** One paced process in virtual time, whose server answers by the list, and then as the last of it. */
export class OneProcess {
  readonly time = new VirtualTime(startMs);
  readonly sentMs: number[] = [];
  mostUnderWay = 0;
  private underWay = 0;
  private readonly pacer: Pacer;

  constructor(
    options: PaceOptions = {},
    private replies: Reply[] = [],
    host: Partial<PaceHost> = {},
  ) {
    const usual = { chance: () => 0.5, tagOf: (text: string) => `#${text}`, shared: null };
    const { nowMs, sleep } = this.time;
    this.pacer = new Pacer(paceRules(options), { nowMs, sleep, ...usual, ...host });
  }

  answerWith(...replies: Reply[]): void {
    this.replies = replies;
  }

  /** Sends one call and lets time pass until it has ended; the answer's status, or the error. */
  async call(wanted: Partial<AskedCall> = {}, leftMs: number | null = null): Promise<unknown> {
    const outcome = this.start(wanted, leftMs);
    await this.time.run();
    return outcome;
  }

  async start(wanted: Partial<AskedCall> = {}, leftMs: number | null = null): Promise<unknown> {
    const asked: AskedCall = {
      ...{ product: 'jira', method: 'GET', path: '/rest/api/3/issue/ABC-1', route: 'forge.asApp' },
      ...{ work: 'background', component: null, person: null, isSafe: false, isRepeatable: true },
      ...wanted,
    };
    const byMs = this.time.nowMs() + (leftMs ?? 0);
    const remaining = (): number | null => (leftMs === null ? null : byMs - this.time.nowMs());
    try {
      const answer = await this.pacer.run(asked, remaining, () => this.send());
      if (answer.status === 200) await answer.json();
      return answer.status;
    } catch (error) {
      return error;
    }
  }

  private async send(): Promise<{ status: number; headers: Headers; json: () => Promise<unknown> }> {
    this.sentMs.push(this.time.nowMs() - startMs);
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    const next = this.replies.length > 1 ? this.replies.shift() : this.replies[0];
    const { status, headers = {}, tookMs = 0, body = {} } = next ?? { status: 200 };
    if (tookMs > 0) await this.time.sleep(tookMs);
    this.underWay -= 1;
    return { status, headers: new Headers(headers), json: () => Promise.resolve(body) };
  }
}

/** A store that several processes share. */
export class SharedValue implements SharedStore {
  reads = 0;
  writes = 0;

  constructor(public value?: unknown) {}

  read(): Promise<unknown> {
    this.reads += 1;
    return Promise.resolve(structuredClone(this.value));
  }

  write(value: unknown): Promise<void> {
    this.writes += 1;
    this.value = structuredClone(value);
    return Promise.resolve();
  }
}

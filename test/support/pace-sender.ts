import { createHash } from 'node:crypto';
import { createCloud, type Cloud } from '../../emulator/cloud/cloud';
import type { CloudResponse } from '../../emulator/cloud/exchange';
import type { ForeignLoad } from '../../emulator/cloud/foreign';
import { emulatorToken } from '../../emulator/cloud/principal';
import type { Method, Route } from '../../src/model';
import type { AskedCall } from '../../src/pacing/call';
import { Pacer, type PacedAnswer } from '../../src/pacing/pacer';
import { paceRules, type PaceOptions, type Work } from '../../src/pacing/rules';
import type { SharedStore } from '../../src/pacing/shared-blocks';
import { KnownRefusals } from './known-refusals';
import type { VirtualTime } from './virtual-time';

export interface WorldOptions {
  time: VirtualTime;
  /** From 0 to 1, seeded. */
  chance: () => number;
  quotaPoints: number;
  /** Processes of the app. */
  isolates: number;
  /** `null`: the calls are sent as they come. */
  pace: PaceOptions | null;
  foreign?: ForeignLoad;
  /** Changes an answer on its way, as a hostile server would. */
  tamper?: (answer: CloudResponse) => CloudResponse;
}

export interface Sent {
  method: Method;
  path: string;
  body?: unknown;
}

const cloudId = '11111111-aaaa-4aaa-8aaa-111111111111';
const person = { accountId: 'account-ann', displayName: 'Ann', admin: true };

/** An app of several processes on one site of an emulated cloud, with or without a pace, in virtual time. */
export class PacedWorld {
  readonly cloud: Cloud;
  readonly issueKeys: string[];
  /** Calls that were sent although an answer to the same process had said that they would be refused. */
  sentAgainstBetterKnowledge = 0;
  readonly refused: Record<Work, Record<string, number>> = { person: {}, background: {} };
  storageReads = 0;
  storageWrites = 0;
  private stored: unknown = undefined;
  private readonly isolates: { pacer: Pacer | null; known: KnownRefusals }[];

  constructor(private readonly options: WorldOptions) {
    const { time, quotaPoints, foreign } = options;
    this.cloud = createCloud({
      clock: time.clock,
      sites: [{ cloudId, name: 'acme', edition: 'standard', users: 40, people: [person] }],
      apps: [
        {
          ...{ id: 'app-1', tier: 1, enforcement: 'enforced', quotaPoints },
          ...(foreign === undefined ? {} : { foreign: { jira: foreign } }),
        },
      ],
    });
    this.isolates = Array.from({ length: options.isolates }, () => this.startIsolate());
    this.issueKeys = this.findIssues();
  }

  /** One call of one process. @throws TryLaterError, where its pace says so */
  async call(isolate: number, work: Work, sent: Sent, leftMs: number | null = null): Promise<number> {
    const { pacer, known } = this.isolates[isolate % this.isolates.length] ?? this.startIsolate();
    const send = async (): Promise<PacedAnswer> => {
      if (known.wouldRefuse(sent, this.options.time.nowMs())) this.sentAgainstBetterKnowledge += 1;
      await this.travel();
      const answer = this.exchange(work, sent);
      await this.travel();
      const headers = new Headers(answer.headers);
      if (answer.status === 429) {
        const reason = headers.get('ratelimit-reason') ?? 'none';
        this.refused[work][reason] = (this.refused[work][reason] ?? 0) + 1;
        known.note(sent, headers, this.options.time.nowMs());
      }
      return { status: answer.status, headers, json: () => Promise.resolve(JSON.parse(answer.body)) };
    };
    const answer = await (pacer === null ? send() : pacer.run(asked(work, sent), () => leftMs, send));
    if (answer.status === 200 && sent.method === 'GET') await answer.json();
    return answer.status;
  }

  /** Points of an hour by what they were spent for, from the cloud's own account. */
  spentIn(hourStartMs: number): Record<Work, number> {
    const hour = new Date(hourStartMs).toISOString();
    const cells = this.cloud.account.snapshot().cells.filter((cell) => cell.hour === hour);
    const of = (work: Work): number =>
      cells.reduce((sum, { byRoute }) => sum + (byRoute[routeOf(work)]?.points ?? 0), 0);
    return { person: of('person'), background: of('background') };
  }

  private travel(): Promise<void> {
    return this.options.time.sleep(10 + 30 * this.options.chance());
  }

  private exchange(work: Work, { method, path, body }: Sent): CloudResponse {
    const claims = { appId: 'app-1', environment: 'PRODUCTION', route: routeOf(work) };
    const token = emulatorToken(work === 'person' ? { ...claims, accountId: person.accountId } : claims);
    const answer = this.cloud.handle({
      method,
      url: `/ex/jira/${cloudId}${path}`,
      headers: { authorization: `Bearer ${token}` },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return this.options.tamper?.(answer) ?? answer;
  }

  private findIssues(): string[] {
    const token = emulatorToken({ appId: 'setup', environment: 'PRODUCTION', route: 'forge.asApp' });
    const { body } = this.cloud.handle({
      method: 'GET',
      url: `/ex/jira/${cloudId}/rest/api/3/search/jql?jql=created+%3E%3D+-3650d&maxResults=50&fields=key`,
      headers: { authorization: `Bearer ${token}` },
      body: null,
    });
    return (JSON.parse(body) as { issues: { key: string }[] }).issues.map(({ key }) => key);
  }

  private startIsolate(): { pacer: Pacer | null; known: KnownRefusals } {
    const { pace, time, chance } = this.options;
    const shared: SharedStore = {
      read: async () => {
        this.storageReads += 1;
        await time.sleep(10);
        return structuredClone(this.stored);
      },
      write: async (value) => {
        this.storageWrites += 1;
        await time.sleep(10);
        this.stored = structuredClone(value);
      },
    };
    const host = { nowMs: time.nowMs, sleep: time.sleep, chance, tagOf, shared };
    return {
      pacer: pace === null ? null : new Pacer(paceRules(pace), host),
      known: new KnownRefusals(),
    };
  }
}

const tagOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const routeOf = (work: Work): Route => (work === 'person' ? 'forge.asUser' : 'forge.asApp');

function asked(work: Work, { method, path }: Sent): AskedCall {
  return {
    ...{ product: 'jira', method, path, route: routeOf(work), work },
    ...{ component: null, person: work === 'person' ? person.accountId : null },
    ...{ isSafe: false, isRepeatable: true },
  };
}

/** Tells an app's sites of their pools, beside the collecting: nothing waits for it, and whatever fails in it is said and no more. */
import type { KeyObject } from 'node:crypto';
import { signNotice } from '../../src/pool-notice/keys';
import { writeNotice } from '../../src/pool-notice/read-notice';
import { hourMs } from '../../src/time';
import type { ReportScope } from '../hour-report';
import { afterTelling, nextSequence, whyTell } from '../planning/when-to-tell';
import type { HoursRead } from '../pages/read-so-far';
import type { Database } from '../store/sql';
import { activeSites, keepTellState, readTellState } from '../store/told-state';
import { composePools, type ToldForm } from './compose-notice';
import { readNoticeAddress } from './notice-address';
import { NoticeSender, type NoticeTarget, type SendOutcome, type SendPort } from './send-notice';

export interface TellOptions {
  privateKey: KeyObject;
  form: ToldForm;
  /** Addresses that the owner names, by the site's id; they go before those of lines. */
  addresses: ReadonlyMap<string, string>;
  /** The gateway is an emulated cloud on this machine. */
  isEmulated: boolean;
}

/** What the page goes by, too. */
export interface TellScope extends ReportScope {
  /** From this share of the quota on the sites are told that a pool is near its limit. */
  nearShare: () => Promise<number>;
}

/** Beside what came of it: active sites that nobody can call. */
export type Told = SendOutcome & { why: 'change' | 'repeat'; withoutAddress: number };

export class Teller {
  private readonly sender: NoticeSender;
  private sending: Promise<unknown> | null = null;

  constructor(
    private readonly database: Database,
    private readonly scope: TellScope,
    private readonly options: TellOptions,
    private readonly port: SendPort,
    private readonly onTold: (told: Told) => void,
  ) {
    this.sender = new NoticeSender(port);
  }

  /**
   * After a look at the newest time. The message goes out behind it; while one does, no further one begins. Of several collectors one
   * considers at a time, and what it decided is stored before the first call: nobody tells it again.
   */
  async consider(read: HoursRead): Promise<void> {
    const { app } = this.scope;
    await this.database.alone(`fleet ${String(app)} tell`, () => this.decide(read));
  }

  /** Resolves when the message that is under way has been sent. */
  async settled(): Promise<void> {
    await this.sending;
  }

  private async decide(read: HoursRead): Promise<void> {
    const { app, appId, environmentId } = this.scope;
    const { form, privateKey } = this.options;
    const nowMs = this.port.now();
    const state = await readTellState(this.database, app);
    const { moments, pools, courses } = await composePools(
      this.database,
      app,
      form,
      state.courses,
      read,
      nowMs,
      await this.scope.nearShare(),
    );
    const why = this.sending === null && pools.length > 0 ? whyTell(state.told, moments, nowMs) : null;
    if (why === null) {
      await keepTellState(this.database, app, { told: state.told, courses });
      return;
    }
    const sequence = nextSequence(state.told, nowMs);
    const told = afterTelling(state.told, moments, sequence, nowMs);
    await keepTellState(this.database, app, { told, courses });
    const hour = Math.floor(nowMs / hourMs);
    const body = writeNotice({ appId, environmentId, hour, sequence, sealedAtMs: nowMs, pools });
    const { targets, withoutAddress } = await this.targets(nowMs);
    this.sending = this.sender
      .send(targets, body, signNotice(body, privateKey), nowMs)
      .then((outcome) => {
        this.onTold({ ...outcome, why, withoutAddress });
      })
      .finally(() => {
        this.sending = null;
      });
  }

  private async targets(nowMs: number): Promise<{ targets: NoticeTarget[]; withoutAddress: number }> {
    const { addresses, isEmulated } = this.options;
    const sites = await activeSites(this.database, this.scope.app, nowMs);
    const targets = sites.flatMap(({ siteId, address }) => {
      const called = readNoticeAddress(addresses.get(siteId) ?? address ?? '', isEmulated);
      return called === null ? [] : [{ siteId, address: called }];
    });
    return { targets, withoutAddress: sites.length - targets.length };
  }
}

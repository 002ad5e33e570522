/** What runs without anybody asking: scheduled triggers and the consumers of async events. */
import type { Clock } from '../clock';
import type { Installation } from './installation';
import type { AppManifest } from './manifest';
import type { EventQueue, QueuedEvent } from './queue';
import { consumerEvent } from './queue';
import { retryRequest, type RetryRequest } from './redelivery';
import type { Outcome } from './runner';
import { Schedules } from './schedule';

export interface BackgroundPort {
  clock: Clock;
  manifest: AppManifest;
  queue: EventQueue;
  runScheduled: (installation: Installation, triggerKey: string) => Promise<Outcome>;
  runConsumer: (
    installation: Installation,
    consumer: AppManifest['consumers'][number],
    event: Record<string, unknown>,
  ) => Promise<Outcome>;
  deliverTwice: (event: QueuedEvent) => boolean;
  log: (message: string) => void;
}

export class Background {
  private readonly schedules: Schedules;
  private readonly working = new Set<Promise<unknown>>();

  constructor(private readonly port: BackgroundPort) {
    this.schedules = new Schedules(port.manifest.scheduled);
  }

  get waitingEvents(): number {
    return this.port.queue.waitingCount;
  }

  add(installation: Installation): void {
    this.schedules.add(installation, this.port.clock.now());
  }

  forget(installation: Installation): void {
    this.schedules.remove(installation);
    this.port.queue.forget(installation.id);
  }

  /** Starts what is due and resolves when that, and what was running before, has ended. */
  async runDue(installations: readonly Installation[]): Promise<void> {
    const { queue, clock } = this.port;
    const nowMs = clock.now();
    for (const installation of installations) {
      for (const trigger of this.schedules.takeDue(installation, nowMs)) {
        this.start(this.port.runScheduled(installation, trigger.key));
      }
    }
    for (const event of queue.takeDue(nowMs)) {
      const installation = installations.find(({ id }) => id === event.installationId);
      if (installation === undefined) continue;
      this.start(this.deliver(installation, event));
      if (this.port.deliverTwice(event)) this.start(this.deliver(installation, event));
    }
    await Promise.all(this.working);
  }

  private async deliver(installation: Installation, event: QueuedEvent): Promise<void> {
    const { queue, clock, manifest, runConsumer } = this.port;
    const consumer = manifest.consumers.find((candidate) => candidate.queue === event.queueName);
    if (consumer === undefined) return;
    const outcome = await runConsumer(installation, consumer, consumerEvent(event, clock.now()));
    const request = retryRequestOf(outcome);
    if (request === null) queue.succeed(event);
    else if (!queue.retry(event, request, clock.now()))
      this.port.log(`an event of the queue ${event.queueName} was dropped: its 24 hours are over`);
  }

  private start(work: Promise<unknown>): void {
    // One that fails is a fault of the local Forge itself: said, and not the end of the host.
    const tracked = work.catch((error: unknown) => {
      this.port.log(`local Forge: ${String(error)}`);
    });
    this.working.add(tracked);
    void tracked.finally(() => this.working.delete(tracked));
  }
}

/** `null`: delivered. Whatever a consumer throws brings its event back. */
function retryRequestOf(outcome: Outcome): RetryRequest | null {
  if (outcome.ok) return retryRequest(outcome.value);
  switch (outcome.failure.kind) {
    case 'timeout':
      return { afterMs: null, reason: 'FUNCTION_TIME_OUT', data: null };
    case 'thrown':
    case 'consent':
    case 'payload':
      // What the platform writes here for an error of the app's own is not documented.
      return { afterMs: null, reason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR', data: null };
  }
}

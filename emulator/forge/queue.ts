/** Async events: what was pushed and waits for its consumer. */
import { list, record, text } from '../cloud/untrusted';
import { pauseMs, retentionWindow, type RetryRequest } from './redelivery';
import { minuteMs } from '../time';

export interface QueuedEvent {
  eventId: string;
  installationId: string;
  queueName: string;
  jobId: string;
  body: Record<string, unknown>;
  pushedAtMs: number;
  deliverAtMs: number;
  /** 0 at the first delivery. */
  retryCount: number;
  retryReason: string | null;
  retryData: unknown;
}

interface JobStats {
  success: number;
  inProgress: number;
  failed: number;
}

/** Events a minute and installation. Source: Forge platform quotas and limits, "Async events", 2026-10. */
const eventsPerMinute = 500;

export type PushAnswer = { status: 201 } | { status: 400 | 413 | 429; message: string };

export class EventQueue {
  private waiting: QueuedEvent[] = [];
  private readonly jobs = new Map<string, JobStats>();
  private readonly pushedAtMs = new Map<string, number[]>();

  constructor(
    private readonly queueNames: readonly string[],
    private readonly newId: () => string,
  ) {}

  /** Takes the body that `Queue.push` of @forge/events sends. */
  push(installationId: string, request: unknown, nowMs: number): PushAnswer {
    const { queueName, jobId, payload } = record(request);
    const queue = text(queueName) ?? '';
    const job = text(jobId) ?? '';
    const events = list(payload).map(record);
    if (!this.queueNames.includes(queue)) {
      return { status: 400, message: `The manifest has no consumer for the queue "${queue}".` };
    }
    if (job === '' || events.length === 0 || events.length > 50) {
      return { status: 400, message: 'A push needs a job id and 1 to 50 events.' };
    }
    const recent = (this.pushedAtMs.get(installationId) ?? []).filter((atMs) => atMs > nowMs - minuteMs);
    if (recent.length + events.length > eventsPerMinute) return { status: 429, message: 'Too many events.' };
    this.pushedAtMs.set(installationId, [...recent, ...events.map(() => nowMs)]);
    this.jobs.set(job, { success: 0, inProgress: events.length, failed: 0 });
    for (const event of events) {
      const delaySeconds = typeof event.delayInSeconds === 'number' ? event.delayInSeconds : 0;
      this.waiting.push({
        eventId: this.newId(),
        installationId,
        queueName: queue,
        jobId: job,
        body: record(event.body),
        pushedAtMs: nowMs,
        deliverAtMs: nowMs + delaySeconds * 1000,
        retryCount: 0,
        retryReason: null,
        retryData: null,
      });
    }
    return { status: 201 };
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  /** Takes out what is due. */
  takeDue(nowMs: number): QueuedEvent[] {
    const due = this.waiting.filter((event) => event.deliverAtMs <= nowMs);
    this.waiting = this.waiting.filter((event) => event.deliverAtMs > nowMs);
    return due;
  }

  succeed(event: QueuedEvent): void {
    this.finish(event, 'success');
  }

  /** Puts the event back. @returns `false` when its time is over and it is dropped */
  retry(event: QueuedEvent, request: RetryRequest, nowMs: number): boolean {
    const pause = pauseMs(request, event.retryCount, event.pushedAtMs, nowMs);
    if (pause === null) {
      this.finish(event, 'failed');
      return false;
    }
    this.waiting.push({
      ...event,
      deliverAtMs: nowMs + pause,
      retryCount: event.retryCount + 1,
      retryReason: request.reason,
      retryData: request.data,
    });
    return true;
  }

  /** `null` for a job that is not known. */
  stats(jobId: string): JobStats | null {
    return this.jobs.get(jobId) ?? null;
  }

  cancel(jobId: string): boolean {
    this.waiting = this.waiting.filter((event) => event.jobId !== jobId);
    return this.jobs.delete(jobId);
  }

  forget(installationId: string): void {
    this.waiting = this.waiting.filter((event) => event.installationId !== installationId);
    this.pushedAtMs.delete(installationId);
  }

  private finish(event: QueuedEvent, how: 'success' | 'failed'): void {
    const job = this.jobs.get(event.jobId);
    if (job === undefined) return;
    job.inProgress -= 1;
    job[how] += 1;
    // A job that is done is kept for whoever asks, but not for ever.
    if (this.jobs.size > 1000) this.jobs.delete(this.jobs.keys().next().value ?? '');
  }
}

/** What the consumer is handed. */
export function consumerEvent(event: QueuedEvent, nowMs: number): Record<string, unknown> {
  return {
    queueName: event.queueName,
    jobId: event.jobId,
    eventId: event.eventId,
    body: event.body,
    ...(event.retryCount === 0
      ? {}
      : {
          retryContext: {
            retryCount: event.retryCount,
            retryReason: event.retryReason,
            retryData: event.retryData,
            retentionWindow: retentionWindow(event.pushedAtMs, nowMs),
          },
        }),
  };
}

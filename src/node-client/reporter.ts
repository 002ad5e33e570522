import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readCall } from '../protocol/read-call';
import { readDestination } from './destination';
import { diskKeeper, memoryKeeper } from './disk-queue';
import { OpenBatch } from './open-batch';
import { Outbox } from './outbox';
import { ProblemReporter } from './problems';
import type { Reporter, ReporterOptions, ReporterState } from './reporter-options';

const usualSendEveryMs = 10_000;
const usualMaxQueuedBytes = 5 * 1024 * 1024;
const usualFlushMs = 5_000;

/**
 * Collects calls and sends them to the gauge, signed, in batches. Calls that fit the bound are lost only with the process,
 * and with a `queueFolder` only those of the last `sendEveryMs`. It neither blocks the host nor keeps it alive.
 */
export function createReporter(options: ReporterOptions): Reporter {
  const { queueFolder, maxQueuedBytes = usualMaxQueuedBytes } = options;
  const nowMs = options.nowMs ?? Date.now;
  const problems = new ProblemReporter(options.onProblem);
  const outboxTo = (
    receiver: 'gauge' | 'fleet',
    given: Pick<ReporterOptions, 'url' | 'source' | 'secret'>,
    folder: string | undefined,
  ): Outbox => {
    const { to, problem } = readDestination(given, receiver);
    // At once: a host that never sends must not learn of it when its queue is full.
    if (problem !== null) problems.tell('notSet', problem);
    const keeper = folder === undefined ? memoryKeeper : diskKeeper(folder);
    const mostBytes = maxQueuedBytes;
    return new Outbox({ receiver, to: problem === null ? to : null, keeper, mostBytes, problems, nowMs });
  };
  const outbox = outboxTo('gauge', options, queueFolder);
  // The two know nothing of each other: one that is away keeps nothing from the other.
  const outboxes = [outbox];
  if (options.fleet !== undefined) {
    const folder = queueFolder === undefined ? undefined : join(queueFolder, 'fleet');
    outboxes.push(outboxTo('fleet', options.fleet, folder));
  }
  const open = new OpenBatch(randomBytes(8).toString('hex'));
  const settlers: (() => void)[] = [];
  let dropped = 0;
  let toldDropped = 0;
  let isClosed = false;

  function seal(): void {
    if (open.isEmpty) return;
    const untold = dropped + outbox.droppedCalls - toldDropped;
    const sealed = open.seal(nowMs(), untold);
    for (const one of outboxes) {
      const isTaken = one.put(sealed);
      // What a batch would have told that is dropped itself is left to the next.
      if (isTaken && one === outbox) toldDropped += untold;
    }
  }

  function takeIn(add: () => boolean, calls: number): void {
    if (isClosed || outboxes.every((one) => open.bytes + one.bytes >= maxQueuedBytes)) {
      dropped += calls;
      if (!isClosed) problems.tell('full', 'The queue is full: calls are dropped and counted.');
      return;
    }
    if (add()) return;
    seal();
    if (!add()) dropped += calls;
    for (const one of outboxes) void one.send();
  }

  async function flush(timeoutMs = usualFlushMs): Promise<ReporterState> {
    for (const settle of settlers) settle();
    seal();
    await Promise.all(outboxes.map((one) => one.sendWithin(timeoutMs)));
    return state();
  }

  function state(): ReporterState {
    return {
      waitingCalls: open.size + outbox.waitingCalls,
      sentCalls: outbox.sentCalls,
      droppedCalls: dropped + outbox.droppedCalls,
      refusedCalls: outbox.refusedCalls,
    };
  }

  const timer = setInterval(() => {
    seal();
    for (const one of outboxes) void one.send();
  }, options.sendEveryMs ?? usualSendEveryMs);
  timer.unref();
  // A script that runs to its end has nobody who would close; this event comes before the process is gone.
  const onEnd = (): void => {
    void close();
  };
  process.once('beforeExit', onEnd);

  async function close(timeoutMs?: number): Promise<ReporterState> {
    clearInterval(timer);
    process.off('beforeExit', onEnd);
    const left = await flush(timeoutMs);
    isClosed = true;
    for (const { waitingCalls, receiver } of queueFolder === undefined ? outboxes : []) {
      const whither = receiver === 'fleet' ? ' to the fleet' : '';
      if (waitingCalls > 0)
        problems.tell('lost', `${waitingCalls} calls could not be sent${whither} before the program ended.`);
    }
    return left;
  }

  return {
    report: (call) => {
      const { call: counted, faults } = readCall(call);
      if (counted === null) {
        dropped += 1;
        const why = faults[0]?.said ?? '" cannot be read.';
        problems.tell('badCall', `A call is not reported, since the gauge would refuse it: "${why}`);
        return;
      }
      takeIn(() => open.add(call), 1);
    },
    beforeFlush: (settle) => settlers.push(settle),
    operation: (name) => {
      takeIn(() => open.addOperation({ at: nowMs(), name }), 0);
    },
    ...{ flush, close, state },
  };
}

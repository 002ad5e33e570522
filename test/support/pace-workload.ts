import { steady } from '../../emulator/cloud/foreign';
import { seededRandom } from '../../demo/random';
import type { PaceOptions } from '../../src/pacing/rules';
import { TryLaterError } from '../../src/pacing/try-later-error';
import { PacedWorld, type Sent } from './pace-sender';
import { VirtualTime } from './virtual-time';
import { hourMs } from '../../src/time';

export interface OverrunOptions {
  seed: number;
  hours: number;
  quotaPoints: number;
  isolates: number;
  pace: PaceOptions | null;
  /** Background work an hour, in parts of the quota. */
  backgroundShare: number;
  /** Calls for people an hour, in parts of the quota. */
  personShare: number;
  /** Draw of other sites an hour, in parts of the quota. */
  foreignShare?: number;
}

export interface Overrun {
  /** By hour: points spent by the cloud's account. */
  hours: { background: number; person: number }[];
  refused: PacedWorld['refused'];
  sentAgainstBetterKnowledge: number;
  peopleServed: number;
  /** People who were told a time instead of an answer. */
  peoplePutOff: number;
  storageReads: number;
  storageWrites: number;
}

const startMs = Date.UTC(2026, 9, 5, 9, 0);
/** An average of the mix below, by the emulator's prices. */
const pointsPerJob = 8;
const workersPerIsolate = 8;
/** A consumer's function runs so long. */
const functionMs = 55_000;

/** A week's import that wants more than the hour has, while people use the app. */
export async function playOverrun(options: OverrunOptions): Promise<Overrun> {
  const { hours, quotaPoints, isolates, pace, backgroundShare, personShare, foreignShare = 0 } = options;
  const chance = seededRandom(options.seed);
  const time = new VirtualTime(startMs);
  const foreign = foreignShare === 0 ? {} : { foreign: steady(foreignShare * quotaPoints) };
  const world = new PacedWorld({ time, chance, quotaPoints, isolates, pace, ...foreign });
  const endMs = startMs + hours * hourMs;
  const backlog: Sent[] = [];
  let peopleServed = 0;
  let peoplePutOff = 0;

  const job = (): Sent => {
    const issue = world.issueKeys[Math.floor(chance() * world.issueKeys.length)] ?? '';
    const kind = chance();
    if (kind < 0.33)
      return {
        method: 'GET',
        path: '/rest/api/3/search/jql?jql=created+%3E%3D+-3650d&maxResults=20&fields=key',
      };
    return kind < 0.8
      ? { method: 'GET', path: `/rest/api/3/issue/${issue}` }
      : { method: 'PUT', path: `/rest/api/3/issue/${issue}/properties/synced`, body: { at: 1 } };
  };

  async function arrivals(perHour: number, arrive: () => void): Promise<void> {
    while (time.nowMs() < endMs) {
      await time.sleep((-Math.log(1 - chance()) * hourMs) / perHour);
      arrive();
    }
  }

  const sendUnpaced = (sent: Sent): void => {
    void world.call(Math.floor(chance() * isolates), 'background', sent);
  };

  async function work(isolate: number): Promise<void> {
    while (time.nowMs() < endMs) {
      const sent = backlog.shift();
      if (sent === undefined) {
        await time.sleep(500);
        continue;
      }
      try {
        await world.call(isolate, 'background', sent, functionMs);
      } catch (error) {
        if (!(error instanceof TryLaterError)) throw error;
        backlog.unshift(sent);
        await time.sleep(error.retryAtMs - time.nowMs());
      }
    }
  }

  const personComes = async (): Promise<void> => {
    const issue = world.issueKeys[0] ?? '';
    const read: Sent = { method: 'GET', path: `/rest/api/3/issue/${issue}` };
    try {
      const status = await world.call(Math.floor(chance() * isolates), 'person', read, 25_000);
      if (status === 200) peopleServed += 1;
    } catch (error) {
      if (!(error instanceof TryLaterError)) throw error;
      peoplePutOff += 1;
    }
  };

  void arrivals((quotaPoints * backgroundShare) / pointsPerJob, () => {
    if (pace === null) sendUnpaced(job());
    else backlog.push(job());
  });
  void arrivals((quotaPoints * personShare) / 2, () => void personComes());
  if (pace !== null)
    for (let worker = 0; worker < isolates * workersPerIsolate; worker += 1) void work(worker % isolates);
  await time.run(endMs);

  return {
    hours: Array.from({ length: hours }, (_, hour) => world.spentIn(startMs + hour * hourMs)),
    ...{ refused: world.refused, sentAgainstBetterKnowledge: world.sentAgainstBetterKnowledge },
    ...{ peopleServed, peoplePutOff },
    ...{ storageReads: world.storageReads, storageWrites: world.storageWrites },
  };
}

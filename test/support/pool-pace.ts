import { createHash } from 'node:crypto';
import { createCloud, type Cloud } from '../../emulator/cloud/cloud';
import { emulatorToken } from '../../emulator/cloud/principal';
import { seededRandom } from '../../demo/random';
import { foreseen } from '../../fleet/pages/foreseen';
import { statusOf } from '../../fleet/pages/pool-status';
import { withFigure, type PoolCourse } from '../../fleet/planning/pool-course';
import { afterTelling, freshToldState, nextSequence, whyTell } from '../../fleet/planning/when-to-tell';
import { paceFromWord, toldPools } from '../../src/insights/pools/told';
import type { Method } from '../../src/model';
import { Pacer, type PacedAnswer } from '../../src/pacing/pacer';
import { paceRules, type Work } from '../../src/pacing/rules';
import type { ToldUse } from '../../src/pacing/told-use';
import { TryLaterError } from '../../src/pacing/try-later-error';
import { inBands } from '../../src/pool-notice/bands';
import type { NoticePool } from '../../src/pool-notice/notice';
import { hourMs, minuteMs } from '../../src/time';
import { VirtualTime } from './virtual-time';

/** `none`: calls go as they come. `alone`: each site keeps its pace. `bands` and `figures`: and is told of the pool of all. */
export type PoolPace = 'none' | 'alone' | 'bands' | 'figures';

export interface PoolPlay {
  pace: PoolPace;
  seed: number;
  sites: number;
  hours: number;
  quotaPoints: number;
  /** Wanted an hour by all sites together, in parts of the quota. */
  backgroundShare: number;
  personShare: number;
}

export interface PoolPlayed {
  peoplesCalls: number;
  /** Of these: refused by Atlassian, or told a time instead of an answer. */
  peopleRefused: number;
  peoplePutOff: number;
  backgroundRefused: number;
  /** Points by hour, from the cloud's own account. */
  hours: { background: number; person: number }[];
  /** Messages that a site got. */
  messages: number;
}

const startMs = Date.UTC(2026, 9, 5, 9, 0);
/** Of the mix below, by the emulator's prices. */
const pointsPerJob = 8;
const workersPerSite = 4;
const functionMs = 55_000;
const person = { accountId: 'account-ann', displayName: 'Ann', admin: true };
const jobs: readonly { method: Method; path: string }[] = [
  { method: 'GET', path: '/rest/api/3/search/jql?jql=created+%3E%3D+-3650d&maxResults=20&fields=key' },
  { method: 'GET', path: '/rest/api/3/issue/WEB-1' },
  { method: 'GET', path: '/rest/api/3/issue/WEB-2' },
];
/** Lines of a site come every five minutes, the log some time later, and the collector looks every two. */
const knownAfterMs = 4 * minuteMs;
const lookEveryMs = 2 * minuteMs;
const deliveredAfterMs = 3_000;

const cloudIdOf = (n: number): string => `11111111-aaaa-4aaa-8aaa-${String(n).padStart(12, '0')}`;
const routeOf = (work: Work) => (work === 'person' ? ('forge.asUser' as const) : ('forge.asApp' as const));
const tagOf = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Site {
  cloudId: string;
  pacer: Pacer | null;
  /** What its processes share, and what its owner told it. */
  shared: { closed: unknown; told: ToldUse[] };
  backlog: { method: Method; path: string }[];
}

/** An app on many sites whose imports want far more than the pool of all has, while people use it everywhere. */
export async function playPool(play: PoolPlay): Promise<PoolPlayed> {
  const { pace, seed, hours, quotaPoints, backgroundShare, personShare } = play;
  const chance = seededRandom(seed);
  const time = new VirtualTime(startMs);
  const endMs = startMs + hours * hourMs;
  const cloud = createCloud({
    clock: time.clock,
    sites: Array.from({ length: play.sites }, (_, n) => {
      return {
        cloudId: cloudIdOf(n),
        name: `site-${n}`,
        edition: 'standard',
        users: 40,
        people: [person],
      } as const;
    }),
    apps: [{ id: 'app-1', tier: 1, enforcement: 'enforced', quotaPoints }],
  });
  const sites = Array.from({ length: play.sites }, (_, n): Site => {
    const shared: Site['shared'] = { closed: {}, told: [] };
    const store = {
      read: () => Promise.resolve({ v: 1, closed: shared.closed, told: structuredClone(shared.told) }),
      write: (value: { closed: unknown }) => {
        shared.closed = structuredClone(value.closed);
        return Promise.resolve();
      },
    };
    const host = { nowMs: time.nowMs, sleep: time.sleep, chance, tagOf, shared: store };
    return {
      cloudId: cloudIdOf(n),
      pacer: pace === 'none' ? null : new Pacer(paceRules({}), host),
      shared,
      backlog: [],
    };
  });
  const played: PoolPlayed = {
    ...{ peoplesCalls: 0, peopleRefused: 0, peoplePutOff: 0, backgroundRefused: 0, hours: [], messages: 0 },
  };

  async function call(
    site: Site,
    work: Work,
    { method, path }: { method: Method; path: string },
  ): Promise<void> {
    const claims = { appId: 'app-1', environment: 'PRODUCTION', route: routeOf(work) };
    const authorization = `Bearer ${emulatorToken(work === 'person' ? { ...claims, accountId: person.accountId } : claims)}`;
    const send = async (): Promise<PacedAnswer> => {
      await time.sleep(20 + 60 * chance());
      const answer = cloud.handle({
        method,
        url: `/ex/jira/${site.cloudId}${path}`,
        headers: { authorization },
        body: null,
      });
      if (answer.status === 429) played[work === 'person' ? 'peopleRefused' : 'backgroundRefused'] += 1;
      return {
        status: answer.status,
        headers: new Headers(answer.headers),
        json: () => Promise.resolve(JSON.parse(answer.body)),
      };
    };
    const asked = {
      ...({ product: 'jira', method, path, route: routeOf(work), work, component: null } as const),
      ...{ person: work === 'person' ? person.accountId : null, isSafe: false, isRepeatable: true },
    };
    const leftMs = work === 'person' ? 25_000 : functionMs;
    const answer = await (site.pacer === null ? send() : site.pacer.run(asked, () => leftMs, send));
    if (answer.status === 200) await answer.json();
  }

  async function arrivals(perHour: number, arrive: (site: Site) => void): Promise<void> {
    while (time.nowMs() < endMs) {
      await time.sleep((-Math.log(1 - chance()) * hourMs) / perHour);
      // A few large sites and many small ones.
      const site = sites[Math.floor(sites.length * chance() ** 3)];
      if (site !== undefined) arrive(site);
    }
  }

  async function work(site: Site): Promise<void> {
    while (time.nowMs() < endMs) {
      const job = site.backlog.shift();
      if (job === undefined) {
        await time.sleep(1_000);
        continue;
      }
      try {
        await call(site, 'background', job);
      } catch (error) {
        if (!(error instanceof TryLaterError)) throw error;
        site.backlog.unshift(job);
        await time.sleep(error.retryAtMs - time.nowMs());
      }
    }
  }

  async function personComes(site: Site): Promise<void> {
    played.peoplesCalls += 1;
    try {
      await call(site, 'person', { method: 'GET', path: '/rest/api/3/issue/WEB-1' });
    } catch (error) {
      if (!(error instanceof TryLaterError)) throw error;
      played.peoplePutOff += 1;
    }
  }

  void arrivals((quotaPoints * backgroundShare) / pointsPerJob, (site) => {
    const job = jobs[Math.floor(chance() * jobs.length)] ?? { method: 'GET', path: '' };
    if (pace === 'none') void call(site, 'background', job);
    else site.backlog.push(job);
  });
  void arrivals((quotaPoints * personShare) / 2, (site) => void personComes(site));
  if (pace !== 'none') for (const site of sites) for (let n = 0; n < workersPerSite; n += 1) void work(site);
  if (pace === 'bands' || pace === 'figures')
    void tell(pace, { time, cloud, sites, quotaPoints, endMs, onMessage: () => (played.messages += 1) });
  await time.run(endMs);
  played.hours = Array.from({ length: hours }, (_, hour) => spentIn(cloud, startMs + hour * hourMs));
  return played;
}

interface Telling {
  time: VirtualTime;
  cloud: Cloud;
  sites: readonly Site[];
  quotaPoints: number;
  endMs: number;
  onMessage: () => void;
}

/** The fleet as its planning and its page judge it; what it knows is some minutes old. */
async function tell(
  form: 'bands' | 'figures',
  { time, cloud, sites, quotaPoints, endMs, onMessage }: Telling,
): Promise<void> {
  const seen: { atMs: number; points: number }[] = [];
  let state = freshToldState;
  let course: PoolCourse | undefined;
  for (let lookMs = startMs + lookEveryMs; lookMs < endMs; lookMs += lookEveryMs) {
    await time.sleep(lookMs - time.nowMs());
    const nowMs = time.nowMs();
    const hourStartMs = Math.floor(nowMs / hourMs) * hourMs;
    const { background, person: people } = spentIn(cloud, hourStartMs);
    seen.push({ atMs: nowMs, points: background + people });
    const known = seen.findLast(({ atMs }) => atMs <= nowMs - knownAfterMs && atMs > hourStartMs);
    if (known === undefined) continue;
    course = withFigure(course, known.atMs, known.points);
    const best = {
      lowPoints: known.points * 0.95,
      likelyPoints: known.points,
      highPoints: known.points * 1.05,
    };
    const end = foreseen(best, quotaPoints, known.atMs, {
      ...{ before: null, like: [], recent: [], usualShare: null },
    });
    const facts = {
      nearShare: 0.8,
      remainingPoints: null,
      refusedByPool: 0,
      isHeard: true,
      wasAtWallLastHour: false,
      nowMs,
      wallAtMs: end.wallAtMs,
    };
    const status = statusOf({ ...facts, best: { ...best, ofAllSites: true }, quotaPoints });
    const endShare = end.endPoints === null ? null : end.endPoints.likely / quotaPoints;
    const moments = [{ key: 'pool', status, usedShare: known.points / quotaPoints, endShare }];
    if (whyTell(state, moments, nowMs) === null) continue;
    state = afterTelling(state, moments, nextSequence(state, nowMs), nowMs);
    onMessage();
    const figure: NoticePool = {
      pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
      ...{ asOfMs: known.atMs, quotaPoints, enforcement: 'enforced', status, sites: sites.length },
      ...{
        lowPoints: Math.floor(best.lowPoints),
        likelyPoints: known.points,
        highPoints: Math.ceil(best.highPoints),
      },
      course: course.points,
    };
    const pools = [form === 'bands' ? inBands(figure) : figure];
    const hour = Math.floor(nowMs / hourMs);
    const notice = {
      appId: 'app-1',
      environmentId: 'e',
      hour,
      sequence: state.sequence,
      sealedAtMs: nowMs,
      pools,
    };
    await time.sleep(deliveredAfterMs);
    for (const { shared } of sites) shared.told = toldPools(notice).map(usedOf);
  }
}

function usedOf(told: ReturnType<typeof toldPools>[number]): ToldUse {
  const { pool, quotaPoints, lowPoints: leastPoints, asOfMs: atMs, goodUntilMs } = told;
  return { product: pool.product, quotaPoints, leastPoints, atMs, goodUntilMs, ...paceFromWord(told) };
}

function spentIn(cloud: Cloud, hourStartMs: number): { background: number; person: number } {
  const hour = new Date(hourStartMs).toISOString();
  const cells = cloud.account.snapshot().cells.filter((cell) => cell.hour === hour);
  const of = (work: Work): number =>
    cells.reduce((sum, { byRoute }) => sum + (byRoute[routeOf(work)]?.points ?? 0), 0);
  return { background: of('background'), person: of('person') };
}

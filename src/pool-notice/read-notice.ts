import * as v from 'valibot';
import { poolStatuses } from '../insights/views';
import { enforcements, products } from '../model';
import { hourMs } from '../time';
import {
  longestNoticeName,
  mostNoticePoints,
  mostNoticePools,
  noticeVersion,
  type NoticePool,
  type PoolNotice,
} from './notice';

/** What a site stores and shows is bounded, whoever signed it. */
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(mostNoticePoints));
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000_000 * hourMs));
const id = v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/));
const name = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(longestNoticeName),
  v.regex(/^[^\p{Cc}\p{Cs}]*$/u),
);
const slots = 12;

const pool = v.pipe(
  v.object({
    app: name,
    environment: name,
    product: v.picklist(products),
    asOfMs: time,
    quotaPoints: v.pipe(count, v.minValue(1)),
    enforcement: v.nullable(v.picklist(enforcements)),
    status: v.picklist(poolStatuses),
    lowPoints: count,
    likelyPoints: v.nullable(count),
    highPoints: v.nullable(count),
    course: v.pipe(v.array(v.nullable(count)), v.maxLength(slots)),
    sites: count,
  }),
  v.check(
    ({ lowPoints, likelyPoints, highPoints }) =>
      lowPoints <= (likelyPoints ?? lowPoints) && (likelyPoints ?? lowPoints) <= (highPoints ?? Infinity),
    'low..likely..high is not in order',
  ),
);

const notice = v.object({
  v: v.literal(noticeVersion),
  appId: id,
  environmentId: id,
  hour: v.pipe(count, v.maxValue(10_000_000)),
  sequence: time,
  sealedAtMs: time,
  pools: v.pipe(v.array(pool), v.minLength(1), v.maxLength(mostNoticePools)),
});

/** `null` for what is none. What a later version only adds is passed over. */
export function readNotice(body: string): PoolNotice | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return null;
  }
  return checkNotice(parsed);
}

/** The same of what was parsed, or stored, already. */
export function checkNotice(value: unknown): PoolNotice | null {
  const read = v.safeParse(notice, value);
  if (!read.success) return null;
  const { appId, environmentId, hour, sequence, sealedAtMs, pools } = read.output;
  return {
    ...{ appId, environmentId, hour, sequence, sealedAtMs },
    pools: pools.map(({ app, environment, product, ...of }): NoticePool => ({
      pool: { app, environment, product },
      ...of,
    })),
  };
}

/** Whether a message may hold it: one pool that none may would have sites refuse the others beside it, too. */
export function fitsNotice({ pool: of, ...figures }: NoticePool): boolean {
  return v.is(pool, { ...of, ...figures });
}

/** The text that is signed and sent. */
export function writeNotice({ pools, ...notice }: PoolNotice): string {
  return JSON.stringify(plainNotice({ pools, ...notice }));
}

/** As it is written, for a store. */
export function plainNotice({ pools, ...notice }: PoolNotice): object {
  return { v: noticeVersion, ...notice, pools: pools.map(({ pool, ...of }) => ({ ...pool, ...of })) };
}

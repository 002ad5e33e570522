/**
 * What of a site's counted requests its gauge does not have: all of them where there is no gauge, else those beyond its own. So the two add up,
 * and the same calls are never in both. Their points follow from what metered sites of the app spend a call; from the catalogue alone they are a
 * low and a high.
 */

/** A path by one provider, over all status classes. */
export interface CountedPath {
  provider: Provider;
  path: string;
  requests: number;
  /** By the catalogue, of all of them. */
  lowPoints: number;
  highPoints: number;
}

export type Provider = 'app' | 'user';

export interface MeteredPath {
  provider: Provider;
  /** `null`: of endpoints that the line has no room for. */
  path: string | null;
  requests: number;
}

export interface PointsACall {
  low: number;
  likely: number;
  high: number;
}

/** What metered calls of the app spend in the middle. */
export interface LearnedPrices {
  /** By `pathKey`. */
  byPath: ReadonlyMap<string, PointsACall>;
  /** Of all calls together; `null`: no site of the app is metered. */
  all: PointsACall | null;
}

export interface RestPath {
  provider: Provider;
  path: string;
  requests: number;
  lowPoints: number;
  /** `null`: how long lists are is not known of any site. */
  likelyPoints: number | null;
  highPoints: number;
}

/** A path's values have other names in each source. */
export function plainPath(path: string): string {
  return path.replaceAll(/\{[^{}]*\}/g, '{}');
}

export function pathKey(provider: Provider, path: string): string {
  return `${provider} ${plainPath(path)}`;
}

/**
 * What all figures without a counter may be off by together, as shares of the likely one: some endpoints cost less or more than is documented, and
 * nothing has held them against Atlassian's counter. So wide that the band holds in 93 to 99 of a hundred hours of simulated apps with hidden prices
 * on a fifth of their endpoints, whether 95% of the sites are metered or a tenth.
 */
export const priceError = { below: 0.27, above: 0.65 } as const;

/** One site differs from the app's middle by so much, either way; a list may be long here and short there. */
const siteSpread = 2;

export function restOf(
  counted: readonly CountedPath[],
  metered: readonly MeteredPath[],
  prices: LearnedPrices,
): RestPath[] {
  const left = new Map<string, number>();
  const leftOf = { app: 0, user: 0 };
  for (const { provider, path, requests } of metered) {
    leftOf[provider] += requests;
    if (path !== null) addTo(left, pathKey(provider, path), requests);
  }
  const beyond = counted.map((one) => {
    const known = left.get(pathKey(one.provider, one.path)) ?? 0;
    left.set(pathKey(one.provider, one.path), Math.max(0, known - one.requests));
    return { one, requests: Math.max(0, one.requests - known) };
  });
  // Where a path has another form in each source, or the line had no room for it, the gauge's own total holds.
  const shares = Object.fromEntries(
    (['app', 'user'] as const).map((provider) => {
      const all = sum(counted.filter((one) => one.provider === provider).map(({ requests }) => requests));
      const found = sum(
        beyond.filter(({ one }) => one.provider === provider).map(({ requests }) => requests),
      );
      const most = Math.max(0, all - leftOf[provider]);
      return [provider, found > 0 ? Math.min(1, most / found) : 0];
    }),
  ) as Record<Provider, number>;
  return beyond.flatMap(({ one, requests: found }) => {
    const requests = found * shares[one.provider];
    return requests > 0 ? [priced(one, requests, prices)] : [];
  });
}

function priced(
  { provider, path, requests: all, lowPoints, highPoints }: CountedPath,
  requests: number,
  { byPath, all: middle }: LearnedPrices,
): RestPath {
  const share = requests / all;
  const [low, high] = [lowPoints * share, highPoints * share];
  const aCall = byPath.get(pathKey(provider, path)) ?? middle;
  if (aCall === null)
    return { provider, path, requests, lowPoints: low, likelyPoints: null, highPoints: high };
  const likelyPoints = within(requests * aCall.likely, low, high);
  return {
    ...{ provider, path, requests, likelyPoints },
    lowPoints: Math.min(likelyPoints, Math.max(low, (requests * aCall.low) / siteSpread)),
    highPoints: Math.max(likelyPoints, Math.min(high, requests * aCall.high * siteSpread)),
  };
}

function within(points: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, points));
}

function addTo(map: Map<string, number>, key: string, requests: number): void {
  map.set(key, (map.get(key) ?? 0) + requests);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** Sums of many sites: what each of them is off by is independent of the others, so the band of all is narrower than the sum of their bands. */
export function sumOfRests(
  sites: readonly Pick<RestPath, 'requests' | 'lowPoints' | 'likelyPoints' | 'highPoints'>[],
): Omit<RestPath, 'provider' | 'path'> {
  const requests = sum(sites.map((one) => one.requests));
  const likely = sites.map(({ likelyPoints }) => likelyPoints);
  if (likely.includes(null) || sites.length === 0)
    return {
      ...{ requests, likelyPoints: sites.length === 0 ? 0 : null },
      lowPoints: sum(sites.map(({ lowPoints }) => lowPoints)),
      highPoints: sum(sites.map(({ highPoints }) => highPoints)),
    };
  const likelyPoints = sum(likely.map((points) => points ?? 0));
  const below = Math.hypot(...sites.map((one) => (one.likelyPoints ?? 0) - one.lowPoints));
  const above = Math.hypot(...sites.map((one) => one.highPoints - (one.likelyPoints ?? 0)));
  return {
    ...{ requests, likelyPoints },
    lowPoints: Math.max(
      sum(sites.map(({ lowPoints }) => lowPoints)),
      likelyPoints * (1 - priceError.below) - below,
    ),
    highPoints: Math.min(
      sum(sites.map(({ highPoints }) => highPoints)),
      likelyPoints * (1 + priceError.above) + above,
    ),
  };
}

/** Below it a share is shown with a digit of its own, as `format.percent` does. */
const smallShare = 0.005;

/**
 * Shares of one whole, rounded to whole hundredths so that they add up as they are shown: what is left by rounding down goes to those
 * that lost most by it. One that is smaller than half a hundredth stays as it is, and no other then stands for all.
 */
export function wholeShares(shares: readonly number[]): number[] {
  const isSmall = (share: number): boolean => share > 0 && share < smallShare;
  const small = shares.filter(isSmall).reduce((sum, share) => sum + share, 0);
  const all = shares.reduce((sum, share) => sum + share, 0);
  const hundredths = small > 0 ? Math.floor((all - small) * 100 + 1e-9) : Math.round(all * 100);
  const down = shares.map((share) => (isSmall(share) ? 0 : Math.floor(share * 100 + 1e-9)));
  const left = hundredths - down.reduce((sum, part) => sum + part, 0);
  const lost = (index: number): number => (shares[index] ?? 0) * 100 - (down[index] ?? 0);
  const first = shares
    .flatMap((share, index) => (isSmall(share) ? [] : [index]))
    .sort((a, b) => lost(b) - lost(a))
    .slice(0, Math.max(0, left));
  return shares.map((share, index) =>
    isSmall(share) ? share : ((down[index] ?? 0) + (first.includes(index) ? 1 : 0)) / 100,
  );
}

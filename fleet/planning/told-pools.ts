/**
 * Pools that alerts, figures for other programs and messages to the sites speak of. Whoever gets an app to log a text can name pools and figures
 * as he likes, of one site: those that most sites print go before the others, and no more than these are spoken of.
 */
export const mostToldPools = 20;

/** Of pools that as many sites print the first stay first. */
export function toldPools<T extends { sites: number }>(pools: readonly T[]): T[] {
  return [...pools].sort((a, b) => b.sites - a.sites).slice(0, mostToldPools);
}

/**
 * Fisher's exact test, one-sided: how likely chance alone gives the first of two samples so many hits of all that both have, or more.
 * Exact also where few are hit, where a normal law takes what is common for rare.
 */
export function chanceOfSoMany(
  first: { hits: number; of: number },
  second: { hits: number; of: number },
): number {
  const [hits, of] = [first.hits + second.hits, first.of + second.of];
  const all = logChoices(of, first.of);
  let chance = 0;
  for (let n = first.hits; n <= Math.min(first.of, hits); n += 1)
    chance += Math.exp(logChoices(hits, n) + logChoices(of - hits, first.of - n) - all);
  return Math.min(1, chance);
}

/** Logarithm of in how many ways so many of all are chosen; minus infinity where there are none. */
function logChoices(of: number, chosen: number): number {
  const least = Math.min(chosen, of - chosen);
  if (least < 0) return -Infinity;
  let sum = 0;
  for (let i = 1; i <= least; i += 1) sum += Math.log((of - least + i) / i);
  return sum;
}

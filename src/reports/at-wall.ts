/**
 * Whether a pool ran empty in an hour, by Atlassian's word alone: its counter said that nothing was left, or calls were refused for the quota.
 * What is guessed for the minutes after the counter, or estimated without one, proves no wall.
 * @param leftPoints as the counter last said; `null`: it was not seen
 */
export function isAtWall({
  leftPoints,
  isRefused,
}: {
  leftPoints: number | null;
  isRefused: boolean;
}): boolean {
  return isRefused || (leftPoints !== null && leftPoints <= 0);
}

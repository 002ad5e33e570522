/** Work as people write it: `3h 30m`, in weeks of five days of eight hours. */

const unitSeconds = new Map([
  ['w', 5 * 8 * 3_600],
  ['d', 8 * 3_600],
  ['h', 3_600],
  ['m', 60],
]);

/** @returns `null` for what is no duration */
export function durationSeconds(text: string): number | null {
  const trimmed = text.trim();
  // A number alone is of minutes, Jira's default unit.
  if (/^\d{1,7}$/.test(trimmed)) return Number(trimmed) * 60;
  if (!/^(\d{1,6}(\.\d{1,3})?[wdhm]\s*)+$/i.test(trimmed)) return null;
  let sum = 0;
  for (const [, count, unit] of trimmed.matchAll(/([\d.]+)([wdhm])/gi)) {
    sum += Number(count) * (unitSeconds.get((unit ?? '').toLowerCase()) ?? 0);
  }
  return Math.round(sum);
}

export function durationText(seconds: number): string {
  const parts: string[] = [];
  let rest = seconds;
  for (const [unit, length] of unitSeconds) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.length === 0 ? '0m' : parts.join(' ');
}

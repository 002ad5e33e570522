/** Forge platform pricing, read 2026-10: dollars a GB and a GB-second, and what is free each month. */
export const price = { writeGb: 1.09, readGb: 0.055, gbSecond: 0.000025 };
export const free = { gb: 0.1, gbSeconds: 200_000 };
/** What one storage call keeps a function of 256 MB waiting; assumed, since only the platform could tell. */
export const gbSecondsPerCall = 0.25 * 0.03;

/**
 * What a month costs when what was measured happens `scale` times in it.
 * @param {{ bytesWritten: number, billedReadBytes: number, requests: number }} measured
 * @param {number} scale
 */
export function bill({ bytesWritten, billedReadBytes, requests }, scale) {
  const write = (bytesWritten / 1e9) * scale;
  const read = (billedReadBytes / 1e9) * scale;
  const time = requests * scale * gbSecondsPerCall;
  return { write, read, time, dollars: write * price.writeGb + read * price.readGb + time * price.gbSecond };
}

/**
 * What is paid of it, once what is free is used up.
 * @param {{ write: number, read: number, time: number }} month
 */
export function paid({ write, read, time }) {
  /** @param {number} used @param {number} allowance */
  const over = (used, allowance) => Math.max(0, used - allowance);
  return (
    over(write, free.gb) * price.writeGb +
    over(read, free.gb) * price.readGb +
    over(time, free.gbSeconds) * price.gbSecond
  );
}

/**
 * The version of everything that is stored. A new field that an older reader would leave out is a new version, so that an
 * app that was rolled back sets such a value aside instead of writing it again with less in it.
 *
 * 1: records and hours. 2: hours also say what was refused and count what was added; people, peaks a second,
 * points by five minutes and folded endpoints; days.
 */
export const schemaVersion = 2;

/** This reader knows its own version and the one before. */
export function isReadableVersion(version: unknown): boolean {
  return version === schemaVersion || version === schemaVersion - 1;
}

/**
 * The version of everything that is stored. A new field that an older reader would leave out is a new version, so that an
 * app that was rolled back sets such a value aside instead of writing it again with less in it.
 *
 * 1: records and hours. 2: hours also say what was refused and count what was added; people, peaks a second and folded
 * endpoints; days. 3: points by five minutes; pairs of readings; problems of headers. 4: what back ends reported apart from the app's own,
 * and the lists of busy hours in values of their own; shorter sums, with objects and kinds; the first reading of each five minutes and
 * the window of both; points by minute. 5: names of records and hours without what all of them begin with.
 */
export const schemaVersion = 5;

/** This reader knows its own version and all before it. */
export function isReadableVersion(version: unknown): boolean {
  return typeof version === 'number' && Number.isInteger(version) && version >= 1 && version <= schemaVersion;
}

/** Written by a later version, which this app was rolled back from: not ours to read, to move or to write anew. */
export function isNewerVersion(version: unknown): boolean {
  return typeof version === 'number' && Number.isInteger(version) && version > schemaVersion;
}

import { Unzip, UnzipInflate, unzipSync, type UnzipFile, type UnzipFileInfo } from 'fflate';
import { printable } from '../paste/text';
import { InputError } from '../input-error';

const megabyte = 1024 * 1024;

/** What an evidence file of thirteen months and hundreds of sites stays far below, and what a bomb does not. */
export const zipBounds = {
  bytes: 64 * megabyte,
  entries: 40,
  unpackedBytes: 256 * megabyte,
  /** Bytes for each packed one, of an entry larger than a megabyte: deflate makes 1,032 of one at most. */
  ratio: 400,
  nameLength: 200,
} as const;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/** Unpacked of these, at once, are 16 MB at most. */
const pieceBytes = 16 * 1024;

/**
 * The texts in the download of everything in one, by name. Nothing is written anywhere, and an entry is unpacked only after all bounds
 * hold for what it claims; it gets neither more room nor more time than that. Throws `InputError` with what is wrong.
 */
export function textsOfZip(
  bytes: Uint8Array,
  mostUnpackedBytes: number = zipBounds.unpackedBytes,
): Map<string, string> {
  if (bytes.length > zipBounds.bytes) refuse(`it is larger than ${zipBounds.bytes / megabyte} MB.`);
  const sizes = new Map<string, number>();
  let unpackedBytes = 0;
  const admit = ({ name, size, originalSize }: UnzipFileInfo): boolean => {
    checkName(name);
    if (sizes.has(name)) refuse(`${quoted(name)} is in it twice.`);
    sizes.set(name, originalSize);
    if (sizes.size > zipBounds.entries) refuse(`it has more than ${zipBounds.entries} files.`);
    unpackedBytes += originalSize;
    if (unpackedBytes > mostUnpackedBytes)
      refuse(`its files are larger than ${mostUnpackedBytes / megabyte} MB when unpacked.`);
    if (originalSize > megabyte && originalSize > zipBounds.ratio * size)
      refuse(`${quoted(name)} is packed more than ${zipBounds.ratio} to one, as no report is.`);
    // By the list at the end, of which nothing is taken yet.
    return false;
  };
  undamaged(() => unzipSync(bytes, { filter: admit }));
  const files = undamaged(() => unpacked(bytes, sizes));
  return new Map([...files].map(([name, content]) => [name, textOf(name, content)]));
}

/** The name of the one JSON in a download of everything in one. Throws `InputError` where it has not one. */
export function jsonNameIn(texts: ReadonlyMap<string, string>): string {
  const [json, ...others] = [...texts.keys()].filter((name) => name.endsWith('.json'));
  if (json === undefined || others.length > 0)
    throw new InputError(
      `this ZIP has ${others.length === 0 ? 'no JSON' : `${others.length + 1} JSON files`} in it: the download of everything in one has one. Take "Everything" on the Reports page.`,
    );
  return json;
}

function undamaged<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw refusal(`it is damaged (${error instanceof Error ? error.message : String(error)}).`);
  }
}

/**
 * In one pass over its bytes, of which no two entries can have the same ones, and piece by piece: what an entry claims proves neither how
 * much is stored of it nor how much comes when it is inflated.
 * @param sizes what each entry claims, by name, in the order in which they are given back
 */
function unpacked(bytes: Uint8Array, sizes: ReadonlyMap<string, number>): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const begun = new Set<string>();
  const unzip = new Unzip((file) => {
    const size = sizes.get(file.name);
    if (size === undefined || begun.has(file.name)) throw new Error('its list is not of what is in it');
    begun.add(file.name);
    take(file, size, (content) => files.set(file.name, content));
  });
  unzip.register(UnzipInflate);
  for (let at = 0; at < bytes.length; at += pieceBytes)
    unzip.push(bytes.subarray(at, at + pieceBytes), at + pieceBytes >= bytes.length);
  return new Map(
    [...sizes.keys()].map((name) => {
      const content = files.get(name);
      if (content === undefined) throw new Error(`${quoted(name)} is cut off`);
      return [name, content];
    }),
  );
}

function take(file: UnzipFile, size: number, done: (content: Uint8Array) => void): void {
  const content = new Uint8Array(size);
  let length = 0;
  file.ondata = (error, part, isLast) => {
    if (error !== null) throw error;
    if (length + part.length > size) throw new Error(`${quoted(file.name)} is longer than it claims`);
    content.set(part, length);
    length += part.length;
    if (!isLast) return;
    if (length < size) throw new Error(`${quoted(file.name)} is shorter than it claims`);
    done(content);
  };
  file.start();
}

/** The download is flat, and its names are letters, digits, points and hyphens. */
function checkName(name: string): void {
  if (name.length > zipBounds.nameLength || !/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(name) || name.includes('..'))
    refuse(`it has a file ${quoted(name.slice(0, 80))}, which no download of Points Gauge has.`);
  if (name.toLowerCase().endsWith('.zip')) refuse(`there is a ZIP in it, ${quoted(name)}.`);
}

function textOf(name: string, content: Uint8Array): string {
  if (isZip(content)) refuse(`there is a ZIP in it, ${quoted(name)}.`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw refusal(`${quoted(name)} is no text.`);
  }
}

function quoted(name: string): string {
  return `"${printable(name)}"`;
}

function refuse(why: string): never {
  throw refusal(why);
}

function refusal(why: string): InputError {
  return new InputError(`this ZIP is refused: ${why}`);
}

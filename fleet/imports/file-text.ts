/** The text in a site's file: the file itself, or of the download of everything in one the JSON. Nothing is unpacked to disk. */
import { isZip, jsonNameIn, textsOfZip } from '../../src/reports/evidence-zip';

/** @throws InputError with what is wrong about a ZIP. @param mostUnpackedBytes of all that is in it, where less is taken than `check` takes */
export function textOfFile(bytes: Buffer, mostUnpackedBytes?: number): string {
  if (!isZip(bytes)) return bytes.toString('utf8');
  const texts = textsOfZip(bytes, mostUnpackedBytes);
  return texts.get(jsonNameIn(texts)) ?? '';
}

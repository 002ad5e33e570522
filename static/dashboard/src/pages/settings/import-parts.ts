import { accountBounds } from '../../../../../src/admin/contract/contract';

/** Whole lines in parts that the app takes. A line that is too long for any part by itself was never a value of ours. */
export function partsOf(content: string): { parts: string[]; tooLong: number } {
  const { importBytes, importLines } = accountBounds;
  const parts: string[] = [];
  let [text, bytes, lines, tooLong] = ['', 0, 0, 0];
  for (const line of content.split('\n').filter((one) => one !== '')) {
    // As it travels: within a text of JSON, its line's end too.
    const size = new Blob([JSON.stringify(`${line}\n`)]).size;
    if (size > importBytes) {
      tooLong += 1;
      continue;
    }
    if (bytes + size > importBytes || lines === importLines) {
      parts.push(text);
      [text, bytes, lines] = ['', 0, 0];
    }
    text += `${line}\n`;
    bytes += size;
    lines += 1;
  }
  return { parts: text === '' ? parts : [...parts, text], tooLong };
}

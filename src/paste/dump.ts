import type { HeaderPairs } from '../headers/source';
import { readBlocks, type HeaderDump } from './blocks';
import { cleanText } from './text';

/**
 * Reads headers as `curl -i`, `curl -sI`, `curl -v` and their like print them. Of several responses (redirects,
 * "100 Continue", "Connection established") the last one counts. A folded line continues the one before it.
 */
export function parseHeaderDump(text: string): HeaderDump {
  return readBlocks(cleanText(text)).responses.at(-1) ?? { status: null, pairs: [], body: '' };
}

/** Header pairs of a JSON object whose values are strings, numbers, booleans or lists of them; `null` for anything else. */
export function pairsOfJson(json: unknown): HeaderPairs | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const pairs: [string, string][] = [];
  for (const [name, value] of Object.entries(json)) {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    for (const one of values) {
      if (typeof one === 'string') pairs.push([name, one]);
      else if (typeof one === 'number' || typeof one === 'boolean') pairs.push([name, String(one)]);
    }
  }
  return pairs;
}

/** Properties that come with an issue, a comment or a worklog as it is written, and the limits that all properties have. */
import { list, record, text } from '../untrusted';

/** Source: "Entity properties", 2026-10: a value of at most 32,768 characters. */
const longestValue = 32_768;
const longestKey = 255;
export const mostProperties = 500;

/** What is wrong with a property in Jira's words; `null` where nothing is. */
export function propertyTrouble(key: string, value: unknown): string | null {
  if (value === undefined || value === null) return 'The property value is not valid JSON.';
  if (key.length > longestKey) return `The property key must not be longer than ${longestKey} characters.`;
  return JSON.stringify(value).length > longestValue
    ? `The property value must not be longer than ${longestValue} characters.`
    : null;
}

/** By key; a text says what is wrong with `properties` of the body. */
export function sentProperties(body: unknown): ReadonlyMap<string, unknown> | string {
  const { properties } = record(body);
  if (properties !== undefined && properties !== null && !Array.isArray(properties))
    return 'properties must be a list of keys and values.';
  const sent = new Map<string, unknown>();
  for (const entry of list(properties)) {
    const { key: named, value } = record(entry);
    const key = text(named);
    if (key === null) return 'properties: each needs a key.';
    const trouble = propertyTrouble(key, value);
    if (trouble !== null) return trouble;
    sent.set(key, value);
  }
  return sent.size > mostProperties ? `At most ${mostProperties} properties can be kept.` : sent;
}

/** What was there, with what was sent laid over it, within the bound. */
export function mergedProperties(
  before: ReadonlyMap<string, unknown>,
  sent: ReadonlyMap<string, unknown>,
): Map<string, unknown> {
  return new Map([...before, ...sent].slice(-mostProperties));
}

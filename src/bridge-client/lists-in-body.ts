/** What the body of a page's call asks for, as numbers: how long its lists are, and never what is in them. */
import { longestRequest, valueOfText } from '../calls/json-text';

/** Places that are told and taken of one call; those that the catalogue knows have four at most. */
export const mostPlaces = 12;
/** A field of an API, and lists within it: `projectPermissions[].projects[]`, or a number by its name, `maxResults`. */
export const placePattern = /^[A-Za-z]{1,40}(?:\[\](?:\.[A-Za-z]{1,40}\[\])?)?$/;
const sizeNames = ['maxResults', 'limit'];

/**
 * Lengths of the lists in a body by their places, those of lists within lists added up; empty where there is none, and where the body is no
 * text or value that could be looked at.
 */
export function listsInBody(body: unknown): Record<string, number> {
  const found = new Map<string, number>();
  const add = (place: string, count: number): void => {
    if (placePattern.test(place) && (found.has(place) || found.size < mostPlaces))
      found.set(place, (found.get(place) ?? 0) + count);
  };
  for (const [name, value] of fieldsOf(typeof body === 'string' ? valueOfText(body, longestRequest) : body)) {
    if (sizeNames.includes(name) && typeof value === 'number') add(name, value);
    if (!Array.isArray(value)) continue;
    add(`${name}[]`, value.length);
    for (const one of value as unknown[])
      for (const [inner, list] of fieldsOf(one))
        if (Array.isArray(list)) add(`${name}[].${inner}[]`, list.length);
  }
  return Object.fromEntries(found);
}

function fieldsOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

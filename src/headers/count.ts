import type { HeaderSource } from '../model';
import type { ProblemList } from './problems';
import { headerValue } from './source';

const whole = /^-?\d{1,15}$/;
const decimal = /^-?\d{1,15}\.\d{1,9}$/;

/** A count of a flat header. `null` when it is missing or, with a problem, unreadable. */
export function readCount(headers: HeaderSource, name: string, problems: ProblemList): number | null {
  const value = headerValue(headers, name);
  return value === null ? null : parseCount(value, name, problems);
}

export function parseCount(value: string, name: string, problems: ProblemList): number | null {
  if (whole.test(value) || decimal.test(value)) {
    const count = Number(value);
    // Some systems count on below zero once a limit is passed, which is worth keeping as it is.
    if (count < 0) problems.add(name, value, 'the number is below zero', 'as sent');
    return count;
  }
  const lines = value.length <= 200 ? value.split(',').map((line) => line.trim()) : [];
  const [first] = lines;
  if (first !== undefined && lines.every((line) => whole.test(line))) {
    if (lines.some((line) => line !== first)) problems.add(name, value, 'two figures are given', first);
    return Number(first);
  }
  problems.add(name, value, 'a number was expected', null);
  return null;
}

/** `true`, `false` or nothing; anything else is a problem and nothing. */
export function readFlag(headers: HeaderSource, name: string, problems: ProblemList): boolean | null {
  const value = headerValue(headers, name);
  if (value === null) return null;
  const text = value.toLowerCase();
  if (text === 'true') return true;
  if (text === 'false') return false;
  const lines = text.length <= 200 ? text.split(',').map((line) => line.trim()) : [];
  if (lines.length > 1 && lines.every((line) => line === 'true' || line === 'false')) {
    const any = lines.includes('true');
    if (lines.includes('false')) problems.add(name, value, 'two answers are given', 'true');
    return any;
  }
  problems.add(name, value, 'true or false was expected', null);
  return null;
}

import { InputError } from '../src/input-error';

/** The number that was typed for an option. @throws InputError */
export function numberOf(option: string, text: string, least: number, most: number): number {
  const n = /^\d+$/.test(text) ? Number(text) : NaN;
  if (n >= least && n <= most) return n;
  throw new InputError(`--${option} "${text}" must be a whole number from ${least} to ${most}.`);
}

import { InputError } from '../src/input-error';

/** @throws InputError that names the option */
export function wholeNumber(
  option: string,
  text: string | undefined,
  usual: number,
  least: number,
  most: number,
): number {
  if (text === undefined) return usual;
  const value = Number(text);
  if (!/^\d{1,6}$/.test(text) || value < least || value > most)
    throw new InputError(
      `--${option} "${text.slice(0, 60)}" is no number from ${String(least)} to ${String(most)}.`,
    );
  return value;
}

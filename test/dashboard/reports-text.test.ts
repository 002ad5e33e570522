import { deReports } from '../../static/dashboard/src/text/de-reports';
import { enReports } from '../../static/dashboard/src/text/en-reports';

/** Every word of a catalogue by its place, with marked figures put into those that take some. */
function said(part: unknown, place = ''): [string, string][] {
  if (typeof part === 'string') return [[place, part]];
  if (typeof part === 'function') {
    const figures = Array.from({ length: part.length }, (_, i) => `<${i}>`);
    return [[place, (part as (...figures: string[]) => string)(...figures)]];
  }
  return Object.entries(part as object).flatMap(([name, inner]) => said(inner, `${place}.${name}`));
}

const marks = (text: string): string[] => (text.match(/<\d>/g) ?? []).sort();

test('the German words of the Reports page say every figure that the English ones say', () => {
  const german = new Map(said(deReports));
  for (const [place, english] of said(enReports)) {
    expect([place, marks(german.get(place) ?? '')]).toEqual([place, marks(english)]);
    expect([place, german.get(place)?.trim()]).not.toEqual([place, '']);
  }
});
